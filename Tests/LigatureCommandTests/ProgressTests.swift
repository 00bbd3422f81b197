import LigatureCommand
import Synchronization
import Testing

@Suite struct ProgressTests {
  func text(_ done: Int, of total: Int?, after seconds: Double, failed: Int = 0) -> String {
    Progress.text(
      verb: "docking", done: done, total: total, failed: failed, seconds: seconds, remark: "",
      bar: true)
  }

  @Test("the bar shows count, rate, time left and failures")
  func bar() {
    #expect(
      text(5, of: 10, after: 10, failed: 1)
        == "docking [##########----------] 5/10 · 30.0/min · 10 s left · 1 failed")
    #expect(text(300, of: nil, after: 2) == "docking 300 · 150/s")
    #expect(text(0, of: 4, after: 0) == "docking [--------------------] 0/4")
  }

  @Test("durations are rounded to what a reader needs")
  func durations() {
    #expect(Progress.duration(44.2) == "45 s")
    #expect(Progress.duration(185) == "3 min")
    #expect(Progress.duration(7500) == "2 h 5 min")
  }

  @Test("without a terminal a line is written every ten seconds and at the end")
  func plainLines() {
    let written = Mutex<[String]>([])
    let time = Mutex(0.0)
    let notes = Notes(style: .init()) { text in written.withLock { $0.append(text) } }
    let progress = Progress("docking", total: 40, notes: notes) { time.withLock { $0 } }
    for _ in 0..<40 {
      time.withLock { $0 += 0.5 }
      progress.advance()
    }
    #expect(
      written.withLock { $0 } == [
        "docking 20/40 · 2.0/s · 10 s left\n", "docking 40/40 · 2.0/s\n",
      ])
  }

  @Test("no more time is left than the limits of those to come allow")
  func limit() {
    let written = Mutex<[String]>([])
    let time = Mutex(0.0)
    let notes = Notes(style: .init()) { text in written.withLock { $0.append(text) } }
    let progress = Progress("docking", total: 4, work: 1000, limit: (30, 2), notes: notes) {
      time.withLock { $0 }
    }
    time.withLock { $0 = 10 }
    progress.advance(work: 1)
    #expect(written.withLock { $0 } == ["docking 1/4 · 6.0/min · 60 s left\n"])
  }

  @Test("quiet writes errors and nothing else")
  func quiet() {
    let written = Mutex("")
    let notes = Notes(style: .init(isQuiet: true)) { text in written.withLock { $0 += text } }
    notes.note("a note")
    notes.warning("a warning")
    notes.showBar("a bar")
    notes.error("an error")
    #expect(written.withLock { $0 } == "error: an error\n")
  }

  @Test("a note and the bar share the terminal without mixing")
  func barAndNotes() {
    let written = Mutex("")
    let notes = Notes(style: .init(isTerminal: true)) { text in written.withLock { $0 += text } }
    notes.showBar("half done")
    notes.note("one failed")
    #expect(written.withLock { $0 } == "\r\u{1B}[Khalf done\r\u{1B}[Kone failed\nhalf done")
  }
}
