import ArgumentParser
import History
import Practice
import Records
import Reports
import Space

/// Records a request that is declined, and words the answer.
struct DeclineCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "decline",
    abstract: "Record a request you decline, with a courteous text for it.",
    usage: "rapport decline TITLE [--because TEXT]",
    discussion: """
      The request is kept as a commitment that was declined. The mentee's text cites the number of goals that you two \
      signed, and names the mentor only where the agreement says may_name_mentor: yes. Why you decline stays in your records.

        $ rapport decline "QA committee"
        $ rapport decline "QA committee" --because "two papers first"
      """
  )

  @Argument(help: "What was asked of you, in a few words.")
  var title: String

  @OptionGroup var write: WriteOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if title.allSatisfy(\.isWhitespace) { throw ValidationError("say what was asked of you") }
  }

  func run(in session: Session) async throws {
    let title = title.split(whereSeparator: \.isNewline).joined(separator: " ")
    let space = try session.openSpace(for: write.use)
    let present = session.present(of: space)
    let terms = try await session.terms(in: present)
    let listing = try present.listing()
    let work = ActiveWork(in: listing.files, terms: terms)
    let mentors = listing.files(of: .relationship).first?.document?.texts(of: "mentor").map(NamedPerson.name) ?? []
    // The number is how much the mentee works on, while the two are together.
    let isMentor = session.role(in: listing, of: space) == Role.mentor.rawValue
    let isBound = space.nature == .shared && !isMentor && !Closure.isClosed(listing.files)
    let text = DeclineText(title, work: isBound ? work : nil, terms: terms, mentors: mentors)
    let draft = try RecordDraft(
      kind: .commitment,
      name: title,
      date: nil,
      assignments: [Assignment(field: "status", value: "declined")],
      space: space,
      session: session
    )
    try await session.carryOut(
      "decline",
      write.mode,
      in: space,
      members: { [.init("text", .string(text.lines.joined(separator: "\n")))] },
      plan: {
        WritePlan(
          files: [.init(path: draft.path, before: nil, after: draft.bytes)],
          message: .init(subject: "\(RecordFile.label(of: draft.path)): declined", body: write.because)
        )
      }
    )
    if isBound, work.limit.origin != .agreed {
      session.say("No number of goals is signed by both, so the text cites none; who has: rapport agree --show")
    }
    guard write.mode.format == .text else { return }
    try await session.answer([""] + text.lines.map { StyledText($0) })
  }
}
