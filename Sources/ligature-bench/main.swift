import Foundation

do {
  exit(try await BenchCommand.run(Array(CommandLine.arguments.dropFirst())))
} catch let error as BenchError {
  FileHandle.standardError.write(Data("ligature-bench: \(error.message)\n".utf8))
  exit(2)
}
