import ArgumentParser
import Git
import History
import Records
import Reports
import Space

/// From which moment a reading command looks at the records.
struct ViewpointOptions: ParsableArguments, Sendable {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("As it was at the end of that day, or in that commit.", valueName: "day or commit"),
    completion: CompletionContext.days
  )
  var at: String?
}

/// The records that a command looks at: those of the present, or of an earlier moment that `--at` names.
///
/// Records are read when they are asked for, and no more of them than that.
final class Viewpoint {
  let space: Space
  /// The commit whose records these are; nil for the present, saved or not.
  let commit: ObjectID?
  /// The day that counts as today.
  let today: CalendarDay

  private var all: RecordListing?

  init(space: Space, commit: ObjectID?, today: CalendarDay) {
    self.space = space
    self.commit = commit
    self.today = today
  }

  private var source: Space.Source { commit.map(Space.Source.commit) ?? .present }

  /// All records.
  func listing() throws -> RecordListing {
    if let all { return all }
    let listing = try space.records(in: source)
    all = listing
    return listing
  }

  /// The records of one kind.
  func records(of kind: RecordKind) throws -> RecordListing {
    try all ?? space.records(in: source) { RecordKind(path: $0) == kind }
  }

  /// The record at a path; nil if there is none.
  func record(at path: String) throws -> RecordFile? {
    try (all ?? space.records(in: source) { $0 == path }).files.first { $0.path == path }
  }

  /// The paths of files that may be records.
  func paths() throws -> [String] {
    try all?.files.map(\.path) ?? space.recordPaths(in: source)
  }

  /// The word that means the day of the last meeting.
  static let lastMeetingWord = "last-meeting"

  /// The day of the last meeting that isn't ahead.
  ///
  /// - Throws: ``CommandFailure`` where no meeting was held yet.
  func lastMeeting() throws -> CalendarDay {
    guard let day = StatusReport.lastMeeting(in: try records(of: .meeting), today: today) else {
      throw CommandFailure(
        .notFound,
        "there was no meeting yet, so there is no last one",
        help: "name a day instead, such as 2026-05-03"
      )
    }
    return day
  }

  /// A day as a person types it, as seen from here: ISO, `today`, `+2w`, `fri`, `last-meeting`.
  ///
  /// - Throws: ``CommandFailure`` where it is no day.
  func day(_ text: String) throws -> CalendarDay {
    if text == Self.lastMeetingWord { return try lastMeeting() }
    guard let day = CalendarDay(typed: text, today: today) else {
      throw CommandFailure(.usage, "'\(text)' is no day", help: "use 2026-05-03, today, -3d, fri or last-meeting")
    }
    return day
  }

  /// Looks up names among the records of this moment, and says so where one wasn't there then.
  func lookUp<Found>(_ body: () throws -> Found) throws -> Found {
    do {
      return try body()
    } catch SpaceError.noSuchRecord(let name, let suggestions) where commit != nil && suggestions.isEmpty {
      throw CommandFailure(
        .notFound,
        "no record was called '\(name)' then",
        help: "see how it came to be: rapport log \(shell: name)"
      )
    }
  }
}

extension Session {
  /// The records of the present, or of the moment that `--at` names; says which commit that is.
  ///
  /// - Throws: ``CommandFailure`` where the words name no moment, or one before the first commit.
  func viewpoint(_ options: ViewpointOptions, in space: Space) throws -> Viewpoint {
    guard let text = options.at else { return present(of: space) }
    guard let day = try earlierDay(text, in: space) else {
      let id = try space.repository.resolve(revision: text)
      let day = context.zone.day(of: try space.repository.commit(id))
      return Viewpoint(space: space, commit: id, today: day)
    }
    let state = try state(at: day, in: space)
    return Viewpoint(space: space, commit: state, today: day)
  }

  /// The records as they are now.
  func present(of space: Space) -> Viewpoint {
    Viewpoint(space: space, commit: nil, today: today)
  }

  /// The day that the words mean; nil where they mean none.
  private func earlierDay(_ text: String, in space: Space) throws -> CalendarDay? {
    if text == Viewpoint.lastMeetingWord { return try present(of: space).lastMeeting() }
    guard let day = CalendarDay(typed: text, today: today) else { return nil }
    guard day <= today else {
      throw CommandFailure(.usage, "\(day) is still ahead; --at looks back", help: "leave --at out to see the present")
    }
    return day
  }

  /// The newest commit by the end of a day; says which that is, and which ones stood beside it.
  private func state(at day: CalendarDay, in space: Space) throws -> ObjectID {
    let history = try History(repository: space.repository)
    guard let state = try history.state(at: context.zone.end(of: day)) else {
      throw CommandFailure(
        .notFound,
        "there was no commit by the end of \(day)",
        help: space.repository.isShallow
          ? "this is a shallow clone: git fetch --unshallow brings what is older" : "see the first one: rapport log"
      )
    }
    let commit = try space.repository.commit(state.commit)
    say(
      "As of the end of \(day); the newest commit by then is \(commit.id.abbreviated) of \(context.zone.day(of: commit))."
    )
    for id in state.beside.prefix(Self.mostNamed) {
      let other = try space.repository.commit(id)
      warn([
        StyledText("note: ", .warning)
          + """
          commit \(id.abbreviated) of \(context.zone.day(of: other)) by \(other.author.person.name) stood beside it, \
          not merged yet; see it with --at \(id.abbreviated)
          """
      ])
    }
    let rest = state.beside.count - Self.mostNamed
    if rest > 0 { warn([StyledText("note: ", .warning) + "and \(rest) more stood beside it"]) }
    return state.commit
  }

  /// How many commits that stood beside another are named.
  private static let mostNamed = 5
}

extension Zone {
  /// The day on which a commit was recorded, in this zone.
  fileprivate func day(of commit: Commit) -> CalendarDay {
    day(of: commit.committer.time.secondsSince1970)
  }
}
