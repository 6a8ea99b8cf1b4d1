import ArgumentParser
import Practice
import Records
import Reports
import Space

/// Ticks a task.
struct DoneCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "done",
    abstract: "Tick a task: a milestone, an action, an agenda item.",
    usage: "rapport done TASK [RECORD] [--drop | --reopen]",
    discussion: """
      Any part of the task's words will do where it fits only one open task.

        $ rapport done "abstract agreed"
        $ rapport done outline 2026-04-14
        $ rapport done "second site" --drop --because "no staff there"
      """
  )

  @Flag(help: "Mark the task as dropped instead: it won't be done.")
  var drop = false

  @Flag(help: "Open a ticked or dropped task again.")
  var reopen = false

  @Argument(help: "Words of the task.", completion: CompletionContext.tasks)
  var task: String

  @Argument(help: "The record it stands in, if the words fit several.", completion: CompletionContext.records)
  var record: String?

  @OptionGroup var write: WriteOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if drop, reopen { throw ValidationError("--drop and --reopen exclude each other") }
  }

  func run(in session: Session) async throws {
    let state: TaskState = drop ? .dropped : reopen ? .open : .done
    let space = try session.openSpace(of: record, for: write.use, required: !write.noCommit)
    try await session.carryOut("done", write.mode, in: space) {
      let listing = try space.records()
      let files = listing.files
      let chosen = try record.map { [try listing.find(session.name($0, in: space), today: session.today)] } ?? files
      let tasks = RecordTask.all(in: chosen).filter { reopen ? $0.task.state != .open : $0.task.state == .open }
      let found = try TaskName.find(task, among: tasks, areOpen: !reopen)
      let items = [found] + MeetingTwins.of(found, in: files, becoming: state)
      let verb = drop ? "dropped" : reopen ? "opened again" : "done"
      return WritePlan(
        files: Self.edits(of: items, becoming: state),
        message: .init(
          subject: "\(RecordFile.label(of: found.file.path)): a task \(verb)",
          body: write.because
        )
      )
    }
  }

  /// The change of each file that holds one of the tasks, the first task's first.
  private static func edits(of items: [RecordTask], becoming state: TaskState) -> [WritePlan.FileEdit] {
    var paths: [String] = []
    for path in items.map(\.file.path) where !paths.contains(path) { paths.append(path) }
    return paths.compactMap { path in
      let tasks = items.filter { $0.file.path == path }
      guard let document = tasks.first?.file.document else { return nil }
      let after = document.applying(tasks.flatMap { document.marking($0.task, as: state) })
      return .init(path: path, before: document.bytes, after: after)
    }
  }
}
