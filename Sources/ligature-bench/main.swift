import Foundation

do {
  exit(try await BenchCommand.run(Array(CommandLine.arguments.dropFirst())))
} catch {
  BenchCommand.note((error as? BenchError)?.message ?? "\(error)")
  exit(2)
}
