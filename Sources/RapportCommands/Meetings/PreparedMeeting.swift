import Practice
import Records
import Reports
import Space

/// A meeting's file with what prep adds to it.
struct PreparedMeeting {
  let preparation: Preparation
  private let path: String
  private let before: [UInt8]?

  /// - Throws: ``CommandFailure`` where the file is there and is no record that can be read.
  init(_ agenda: Agenda, template: String?, in space: Space, listing: RecordListing, session: Session) throws {
    path = agenda.path
    let document: Document?
    if let file = listing.files.first(where: { $0.path == agenda.path }) {
      document = try session.readable(file)
    } else {
      guard try space.workTree?.read(agenda.path) == nil else {
        throw CommandFailure(
          .refused,
          "there is a file that is no meeting",
          path: agenda.path,
          help: "give it a first line --- and fields, or move it away"
        )
      }
      document = nil
    }
    before = document?.bytes
    preparation = try Preparation(
      agenda,
      of: document,
      template: MeetingTemplate(named: template, in: space).meeting(on: agenda.meeting),
      isFilledUp: template != nil
    )
    session.warn(
      try ChangeCheck.verify(preparation.text, replacing: document, at: path).flatMap(DiagnosticText.lines)
    )
  }

  /// The change; nil where there is none.
  func plan(because: String?) -> WritePlan? {
    let others = preparation.otherFiles.map { other in
      WritePlan.FileEdit(path: other.file.path, before: other.file.bytes, after: other.text)
    }
    let own =
      before == preparation.text ? [] : [WritePlan.FileEdit(path: path, before: before, after: preparation.text)]
    guard !own.isEmpty || !others.isEmpty else { return nil }
    let what = own.isEmpty ? "ticks of other meetings taken over" : before == nil ? "planned and prepared" : "prepared"
    return WritePlan(
      files: own + others,
      message: .init(subject: "\(RecordFile.label(of: path)): \(what)", body: because)
    )
  }
}
