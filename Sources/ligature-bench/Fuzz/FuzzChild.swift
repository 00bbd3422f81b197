import Foundation

/// The process that reads the inputs. It notes the number of each input in a file beforehand, so
/// that the parent knows the one that ended it.
struct FuzzChild {
  static let mode = "fuzz-child"
  /// Seconds after which an input counts as slow, and after which the process is ended.
  static let slow = 3.0
  static let limit: UInt32 = 20

  private let check: FuzzCheck
  private let seed: UInt64
  private let range: Range<Int>
  private let folder: URL

  init(_ words: [String]) throws {
    guard words.count == 5, let reader = FuzzReader(rawValue: words[0]),
      let seed = UInt64(words[1]), let start = Int(words[2]), let end = Int(words[3]), start <= end
    else { throw BenchError("\(Self.mode) is started by fuzz") }
    self.seed = seed
    range = start..<end
    folder = URL(fileURLWithPath: words[4])
    check = FuzzCheck(reader: reader, folder: folder)
  }

  func run() throws -> Int32 {
    let file = open(folder.appendingPathComponent("index").path, O_WRONLY | O_CREAT, 0o600)
    guard file >= 0 else { throw BenchError("cannot write to \(folder.path)") }
    defer { close(file) }
    var accepted = 0
    for index in range {
      var number = Int64(index)
      guard pwrite(file, &number, 8, 0) == 8 else { throw BenchError("cannot note an input") }
      alarm(Self.limit)
      let text = check.reader.input(seed: seed, index: index)
      let start = Machine.processorSeconds
      switch check.verdict(on: text, index: index) {
      case .accepted: accepted += 1
      case .refused: break
      case .unstable(let why):
        Self.say("unstable \(index) " + why.replacing("\n", with: " "))
      case .failed(let why): Self.say("failed \(index) " + why.replacing("\n", with: " "))
      }
      let seconds = Machine.processorSeconds - start
      if seconds > Self.slow { Self.say("failed \(index) took \(seconds) s") }
    }
    alarm(0)
    Self.say("accepted \(accepted)")
    return 0
  }

  /// A line that is out even if the next input ends the process.
  private static func say(_ line: String) {
    FileHandle.standardOutput.write(Data("\(line)\n".utf8))
  }

  /// The number that a child noted last.
  static func lastIndex(in folder: URL) -> Int? {
    guard let data = try? Data(contentsOf: folder.appendingPathComponent("index")),
      data.count == 8
    else { return nil }
    return Int(data.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }
}
