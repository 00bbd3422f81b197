// The 3D worker: reads molecules as messages on standard input, answers with coordinates.
//
// Open Babel is not thread-safe and can crash or hang, so it lives in this program, one process a
// core, which whoever started it may kill at any time.
import COpenBabel
import Foundation

/// Leaves no core files, and no memory for a runaway embedding.
func limitResources() {
  var none = rlimit(rlim_cur: 0, rlim_max: 0)
  setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
  var memory = rlimit(rlim_cur: 4 << 30, rlim_max: 4 << 30)
  setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &memory)
}

/// Ends this process when the one that started it is gone, even while Open Babel hangs.
func endWithParent() {
  let parent = getppid()
  let watch = Thread {
    while getppid() == parent { sleep(1) }
    _exit(0)
  }
  watch.stackSize = 128 << 10
  watch.start()
}

limitResources()
endWithParent()
guard let channel = MessageChannel() else { exit(2) }
guard lob_start() == LOB_OK else {
  FileHandle.standardError.write(Data("ligature-worker: Open Babel could not be started\n".utf8))
  exit(2)
}
let encoder = JSONEncoder()
let decoder = JSONDecoder()
while let message = channel.next() {
  var answer: WorkAnswer
  do {
    answer = try decoder.decode(WorkRequest.self, from: message).answer()
  } catch let error as BabelError {
    answer = WorkAnswer(failure: WorkAnswer.Failure(code: error.code, message: error.message))
  } catch {
    answer = WorkAnswer(failure: WorkAnswer.Failure(code: "badRequest", message: "\(error)"))
  }
  guard let bytes = try? encoder.encode(answer), channel.send(bytes) else { exit(1) }
}
