import Foundation
import LigatureCommand
import Testing

@Suite struct CompletionsTests {
  @Test("each script names every command and every flag", arguments: Completions.allCases)
  func complete(shell: Completions) {
    let script = shell.script(for: [SampleCommand.command, SampleCommand.grouped])
    for word in ["weigh", "targets", "list", "format", "dry-run", "quiet"] {
      #expect(script.contains(word), "\(word)")
    }
  }
}
