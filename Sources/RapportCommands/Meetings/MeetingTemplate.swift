import Records
import Space
import Templates

/// The text that a meeting begins with.
struct MeetingTemplate {
  let document: Document

  /// Reads the space's own template, else the built-in one.
  ///
  /// - Parameter name: the template's name; nil for the one of every meeting.
  /// - Throws: ``CommandFailure`` for a name without a template, and for a template that can't be read.
  init(named name: String?, in space: Space) throws {
    let path = name.map(BuiltInTemplates.overridePath(forMeeting:)) ?? BuiltInTemplates.overridePath(for: .meeting)
    let isName = name?.utf8.allSatisfy { ASCIIName.holds($0) } ?? true
    let own = isName ? try space.workTree?.read(path)?.bytes : nil
    let builtIn = name.map(BuiltInTemplates.meeting(named:)) ?? BuiltInTemplates.record(of: .meeting)
    guard let bytes = own ?? builtIn else {
      throw CommandFailure(
        .usage,
        "there is no template '\(name ?? "")' for meetings",
        help:
          "use \(BuiltInTemplates.meetingNames.joined(separator: ", ")), or write your own: \(BuiltInTemplates.overridePath(forMeeting: "NAME"))"
      )
    }
    document = try RecordDraft.template(bytes, at: path)
  }

  /// A new meeting of a day.
  func meeting(on day: CalendarDay) throws -> Document {
    let order = KindDescription.of(.meeting).keyOrder
    let dated = try document.with("date", set: day.description, order: order)
    return dated.text(of: "status") == nil ? try dated.with("status", set: "planned", order: order) : dated
  }
}

/// Names of files that mean the same everywhere.
private enum ASCIIName {
  static func holds(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
    default: false
    }
  }
}
