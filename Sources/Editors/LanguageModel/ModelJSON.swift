import Foundation

/// Finds the JSON in what a language model writes: in a fence, between words and thoughts that may
/// hold braces too, or with the backslashes of a SMILES written once.
enum ModelJSON {
  /// Why there is no list.
  struct Problem: Error {
    /// Of a text that looks like it; nil for no such text.
    let reason: String?
  }

  /// The objects of the last list of a name; what is no object is an empty one. A list without an
  /// object around it does, where the text has nothing else.
  ///
  /// O(size of the text): few places are tried.
  static func list(_ name: String, in text: String) throws(Problem) -> [[String: Any]] {
    let bytes = Array(text.utf8)
    var problem = Problem(reason: nil)
    let marks = text.ranges(of: "\"\(name)\"").suffix(mostPlaces).reversed()
    for mark in marks {
      let place = text.utf8.distance(from: text.startIndex, to: mark.lowerBound)
      for start in braces(before: place, in: bytes) {
        guard let end = end(of: start, in: bytes), end > place else { continue }
        do throws(Problem) {
          guard let object = try value(bytes[start...end]) as? [String: Any],
            let list = object[name] as? [Any]
          else { continue }
          return list.map { $0 as? [String: Any] ?? [:] }
        } catch {
          if problem.reason == nil { problem = error }
        }
      }
    }
    if let start = bytes.firstIndex(of: UInt8(ascii: "[")),
      let end = bytes.lastIndex(of: UInt8(ascii: "]")), start < end,
      let list = try? value(bytes[start...end]) as? [[String: Any]], !list.isEmpty
    {
      return list
    }
    throw problem
  }

  /// Places that are tried; chosen.
  private static let mostPlaces = 8

  /// The nearest opening braces before a place, nearest first.
  private static func braces(before place: Int, in bytes: [UInt8]) -> [Int] {
    var found: [Int] = []
    var index = place - 1
    while index >= 0, found.count < mostPlaces {
      if bytes[index] == UInt8(ascii: "{") { found.append(index) }
      index -= 1
    }
    return found
  }

  /// Where the object that begins at a brace ends; braces in texts do not count.
  private static func end(of start: Int, in bytes: [UInt8]) -> Int? {
    var depth = 0
    var isText = false
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\") where isText: index += 1
      case UInt8(ascii: "\""): isText.toggle()
      case UInt8(ascii: "{") where !isText: depth += 1
      case UInt8(ascii: "}") where !isText:
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
      index += 1
    }
    return nil
  }

  private static func value(_ bytes: ArraySlice<UInt8>) throws(Problem) -> Any {
    let reason: String
    do { return try JSONSerialization.jsonObject(with: Data(bytes)) } catch {
      reason =
        (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String
        ?? error.localizedDescription
    }
    if let value = try? JSONSerialization.jsonObject(with: withWholeBackslashes(bytes)) {
      return value
    }
    throw Problem(reason: reason)
  }

  /// A backslash that escapes nothing stands for itself, as the bond in `C/C=C\C`.
  private static func withWholeBackslashes(_ bytes: ArraySlice<UInt8>) -> Data {
    let escapes = Set("\"\\/bfnrtu".utf8)
    var data = Data()
    var index = bytes.startIndex
    while index < bytes.endIndex {
      data.append(bytes[index])
      if bytes[index] == UInt8(ascii: "\\") {
        if index + 1 < bytes.endIndex, escapes.contains(bytes[index + 1]) {
          index += 1
          data.append(bytes[index])
        } else {
          data.append(UInt8(ascii: "\\"))
        }
      }
      index += 1
    }
    return data
  }
}
