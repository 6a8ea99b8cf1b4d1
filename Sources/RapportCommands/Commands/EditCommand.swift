import ArgumentParser
import Records
import Reports
import Space

/// Opens a record in the person's editor.
struct EditCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Open a record in your editor, check it afterwards, and commit once.",
    usage: "rapport edit RECORD",
    discussion: """
        $ rapport edit next
        $ rapport edit agreement --because "we now meet every six weeks"
      """
  )

  @Argument(help: "The record, by path, name, id or title; or next, last.", completion: CompletionContext.records)
  var record: String

  @OptionGroup var write: WriteOptions
  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let space = try session.openSpace(of: record, for: .writing, required: !write.noCommit)
    let listing = try space.records()
    let record = session.name(record, in: space)
    // A file that has lost its fields is mended in the editor.
    let path = try listing.textWithoutFields(record) ?? listing.find(record, today: session.today).path
    guard session.canAsk, session.context.terminal.isOutputTerminal else {
      throw CommandFailure(
        .usage,
        "an editor needs a terminal",
        path: path,
        help: "use rapport set, add or done, or any editor and rapport save"
      )
    }
    guard let workTree = space.workTree, let before = try workTree.read(path)?.bytes else {
      throw SpaceError.bareRepository
    }
    try await EditLoop(session: session).edit(before, as: path, in: space, write.mode) { edited in
      try await session.carryOut("edit", write.mode, in: space) {
        let present = try workTree.read(path)?.bytes
        let after = try edited.onto(present)
        guard let present, after != present else { return nil }
        let old = try? Document.parse(present)
        let new = try Document.parse(after)
        let kind = KindDescription.of(RecordKind(path: path))
        let fields = old.map { FieldSubject.text(from: $0, to: new, kind: kind) } ?? "mended"
        let summary = fields == "changed" ? "text edited" : fields
        return WritePlan(
          files: [.init(path: path, before: present, after: after)],
          message: .init(subject: "\(RecordFile.label(of: path)): \(summary)", body: write.because)
        )
      }
    }
  }
}
