import ArgumentParser
import History
import Practice
import Records
import Reports
import Space

/// Lists tasks of all records.
struct TasksCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "tasks",
    abstract: "List open tasks, what is due first.",
    usage: "rapport tasks [mine | mentor | mentee]",
    discussion: """
      Milestones of goals and actions of meetings; agenda items with --agenda.

        $ rapport tasks
        $ rapport tasks mine
        $ rapport tasks mentor --format json
      """
  )

  /// Whose tasks are listed.
  enum Whose: String, CaseIterable, ExpressibleByArgument {
    case all
    case mine
    case mentor
    case mentee
  }

  @Flag(help: "Done and dropped tasks, too.")
  var closed = false

  @Flag(help: "Agenda items, too.")
  var agenda = false

  @Argument(help: "Whose tasks.")
  var whose: Whose = .all

  @OptionGroup var format: FormatOptions
  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let space = try session.openSpace(for: .reading, required: false)
    let listing = try space.records()
    let person = whose == .mine ? session.role(in: listing, of: space) : whose.rawValue
    guard whose != .mine || person != nil else {
      throw CommandFailure(
        .notFound,
        "relationship.md names nobody with your address, so there is no telling which tasks are yours",
        help: "rapport tasks mentee, or put your address into relationship.md"
      )
    }
    let tasks = RecordTask.all(in: listing.files).filter { item in
      (closed || item.task.state == .open) && (agenda || item.isAction)
        && (whose == .all || person.map(item.task.isFor) ?? false)
    }
    let isClosed = Closure.isClosed(listing.files)
    let report = TasksReport(tasks, today: isClosed ? nil : session.today)
    if format.format == .json { return try session.answer(report.json) }
    if report.tasks.isEmpty {
      session.say("No open tasks.")
    } else if isClosed {
      session.say("The relationship is closed, so nothing of this is due any more.")
    }
    try await session.answer(report.lines)
  }
}
