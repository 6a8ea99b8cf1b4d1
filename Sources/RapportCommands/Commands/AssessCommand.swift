import ArgumentParser
import History
import Practice
import Records
import Reports
import Space

/// Adds a look at a skill.
struct AssessCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: "Write down how you see a skill now.",
    usage: "rapport assess SKILL LEVEL [TEXT] [--as mentee|mentor]",
    discussion: """
      A line with the day goes below Assessments; earlier ones stay. The level is one of the skill's own scale. Both of \
      you may assess: rapport list skills shows the two apart.

        $ rapport assess grant-writing 3 "wrote the aims page alone"
        $ rapport assess grant-writing 4 --as mentor --date 2026-08-22
        $ rapport list skills
      """
  )

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("Whose view it is, if not your own.", valueName: "role"),
    completion: CompletionContext.roles
  )
  var role: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The day of the assessment; today if not given.", valueName: "day")
  )
  var date: String?

  @Argument(help: "The skill, by path, name, id or title.", completion: CompletionContext.records)
  var skill: String

  @Argument(help: "The level, by the skill's scale.")
  var level: Int

  @Argument(help: "What you base it on, in a line.")
  var text: String?

  @OptionGroup var write: WriteOptions
  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let space = try session.openSpace(for: write.use, required: !write.noCommit)
    let day = try date.map { try session.pastDay($0) } ?? session.today
    let role = try session.part(as: role, in: try space.records(), of: space, verb: "assess \(skill) \(level)")
    try await session.carryOut("assess", write.mode, in: space) {
      let file = try file(in: space, session)
      let document = try session.readable(file)
      try check(document, at: file.path, role: role, day: day)
      let words = (text ?? "").split(whereSeparator: \.isNewline).joined(separator: " ")
      let line = "- \(day) \(role.rawValue) \(level)" + (words.isEmpty ? "" : " " + words)
      return WritePlan(
        files: [
          .init(
            path: file.path,
            before: document.bytes,
            after: document.applying(try document.addingLine(line, under: "Assessments"))
          )
        ],
        message: .init(
          subject: "\(RecordFile.label(of: file.path)): \(role.rawValue) \(level) on \(day)",
          body: write.because
        )
      )
    }
    if !write.dryRun { try sayWhatFollows(in: space, on: day, session) }
  }

  private func file(in space: Space, _ session: Session) throws -> RecordFile {
    let skills = try space.records { RecordKind(path: $0) == .skill }.files
    let name = session.name(skill, in: space)
    let found = Result { () throws(SpaceError) in try RecordName.find(name, among: skills, today: session.today) }
    if case .failure(.noSuchRecord(let name, let suggestions)) = found {
      throw CommandFailure(
        .notFound,
        "no skill is called '\(name)'",
        help: suggestions.first.map { "did you mean \($0)?" } ?? "begin one: rapport new skill \(shell: name)"
      )
    }
    return try found.get()
  }

  /// Refuses a level that the skill's scale doesn't have, and a second assessment by one person on one day.
  private func check(_ skill: Document, at path: String, role: Role, day: CalendarDay) throws {
    let assessments = SkillAssessments(skill)
    let scale = assessments.scale ?? SkillScale.anyLevel
    guard scale.contains(level) else {
      throw CommandFailure(
        .usage,
        "\(level) is no level of this skill",
        path: path,
        help: "give one from \(scale.lowerBound) to \(scale.upperBound)"
          + (assessments.scale == nil ? ", or write a scale into the record" : ", as the record's scale says")
      )
    }
    guard let earlier = assessments.lines(by: role).first(where: { $0.day == day }) else { return }
    throw CommandFailure(
      .usage,
      "the \(role.rawValue) has assessed it on \(day) already, as \(earlier.level)",
      path: path,
      help: "correct that line: rapport edit \(shell: path); or name another day: --date DAY"
    )
  }

  /// Asks for the next review, where the last one's day has come.
  private func sayWhatFollows(in space: Space, on day: CalendarDay, _ session: Session) throws {
    if Closure.isClosed(try space.records { RecordKind(path: $0) == .relationship }.files) { return }
    let file = try file(in: space, session)
    if let next = file.document?.text(of: "next_review").flatMap(CalendarDay.init), next > day { return }
    session.say("When will you two look at it again? rapport set \(shell: file.stem) next_review=+6m")
  }
}
