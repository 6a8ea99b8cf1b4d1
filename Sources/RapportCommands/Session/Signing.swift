import History
import Practice
import Records
import Space

/// A signature that is about to be added to the agreement.
struct Signing {
  let role: Role
  /// Whether it is the signature of the person at the keyboard.
  let isOwn: Bool
  private let day: CalendarDay
  private let space: Space
  private let session: Session

  /// - Throws: ``CommandFailure`` where it isn't clear who signs, or the day is still ahead.
  init(as word: String?, on date: String?, in space: Space, _ session: Session) throws {
    let people = try space.records { $0 == "relationship.md" }
    role = try session.part(as: word, in: people, of: space, verb: "agree")
    isOwn = (try? session.part(as: nil, in: people, of: space, verb: "agree")) == role
    day = try date.map { try session.pastDay($0) } ?? session.today
    self.space = space
    self.session = session
  }

  /// Refuses a text of which a merge left something open.
  func refuseOpenQuestions(in agreement: RecordFile) throws {
    guard let question = agreement.document?.openEntries.first else { return }
    throw CommandFailure(
      .findings,
      "it is still open what becomes of '\(question.name)'",
      path: agreement.path,
      help: "decide it together, then sign; rapport resolve agreement asks what becomes of it"
    )
  }

  /// The agreement with the signature.
  ///
  /// An entry that stands in the file already and is in no commit yet is committed with the text beside it.
  func plan(because: String?) throws -> WritePlan? {
    let listing = try space.records { $0 == Session.agreementPath }
    guard let file = listing.files.first else { return nil }
    let document = try session.readable(file)
    let message = WritePlan.Message(subject: "agreement: signed by \(role.rawValue) on \(day)", body: because)
    func with(_ fields: [(name: String, value: String)]) throws -> [UInt8] {
      document.applying(
        try document.settingItem(
          fields,
          identifiedBy: ["by"],
          inList: "signatures",
          order: KindDescription.of(.agreement).keyOrder
        )
      )
    }
    let entry = [(name: "by", value: role.rawValue), (name: "on", value: day.description)]
    let committed = try space.committedBytes(at: file.path)
    let known = committed.flatMap { try? Document.parse($0) }.flatMap(self.entry)
    if let typed = self.entry(in: document), typed["on"]?.text == day.description,
      !(known?.hasSameValue(as: typed) ?? false)
    {
      return WritePlan(
        files: [.init(saving: file.path, present: file.bytes, as: file.bytes, committed: committed)],
        message: message
      )
    }
    // An entry of the same day signs what it signed before; the time tells the new one apart.
    guard known?["on"]?.text == day.description else { return plan(try with(entry), replacing: document, message) }
    let again = try with(entry + [(name: "time", value: session.timeOfDay)])
    guard again != document.bytes else {
      throw CommandFailure(
        .refused,
        "the \(role.rawValue) signed less than a minute ago",
        path: file.path,
        help: "run it again in a minute"
      )
    }
    return plan(again, replacing: document, message)
  }

  private func plan(_ after: [UInt8], replacing document: Document, _ message: WritePlan.Message) -> WritePlan {
    WritePlan(files: [.init(path: Session.agreementPath, before: document.bytes, after: after)], message: message)
  }

  private func entry(in document: Document) -> YAMLNode? {
    document.frontMatter["signatures"]?.items?.first { $0["by"]?.text == role.rawValue }
  }
}

extension Session {
  /// A day that has come: of what happened or was said.
  ///
  /// - Throws: ``CommandFailure`` where the words are no day, or one that is still ahead.
  func pastDay(_ text: String) throws -> CalendarDay {
    let day = try day(text)
    guard day <= today else {
      throw CommandFailure(.usage, "\(day) is still ahead", help: "name the day on which it happened, or leave it out")
    }
    return day
  }

  /// The time of day it is for the person, as HH:MM.
  fileprivate var timeOfDay: String {
    let minutes = Int((context.now - context.zone.start(of: today)) / 60)
    let hour = String(minutes / 60)
    let minute = String(minutes % 60)
    return (hour.count < 2 ? "0" : "") + hour + ":" + (minute.count < 2 ? "0" : "") + minute
  }
}
