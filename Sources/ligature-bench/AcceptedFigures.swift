import Foundation

/// Figures of an earlier run that was judged good, to hold a new one against.
///
/// A file of the lines that this program prints. Machines differ, so the ratio to the peer is what
/// carries over; molecules per second only compare on one machine.
struct AcceptedFigures {
  private struct Line: Decodable {
    var name: String
    var perSecond: Double?
    var ratio: Double?
  }

  private var lines: [String: Line] = [:]

  /// - Parameter standard: read where no name was given and such a file exists.
  init(named name: String?, else standard: String) throws {
    let path = name ?? standard
    guard let data = FileManager.default.contents(atPath: path) else {
      if name == nil { return }
      throw BenchError("the accepted figures cannot be read: there is no file \(path)")
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    for (index, text) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
      guard let line = try? decoder.decode(Line.self, from: text) else {
        throw BenchError("\(path):\(index + 1): expected a JSON object with the member name")
      }
      lines[line.name] = line
    }
  }

  /// Adds what was accepted for this benchmark, if anything was.
  func add(to line: inout JSONLine, name: String) {
    guard let accepted = lines[name] else { return }
    if let figure = accepted.perSecond { line.add("accepted_per_second", figure) }
    if let ratio = accepted.ratio { line.add("accepted_ratio", ratio) }
  }
}
