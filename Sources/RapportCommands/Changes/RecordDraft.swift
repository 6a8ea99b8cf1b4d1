import Records
import Space
import Templates

/// A new record before anybody has written in it: its path, and its template with the given fields filled in.
struct RecordDraft {
  let path: String
  let bytes: [UInt8]

  /// - Throws: ``CommandFailure`` for a kind that is none, a missing title, a day that the kind has no field for, a
  ///   taken path, or a template that can't be read.
  init(
    kind: RecordKind,
    name: String?,
    date: String?,
    assignments: [Assignment],
    space: Space,
    session: Session
  ) throws {
    let description = KindDescription.of(kind)
    let listing = try space.records { path in [kind, .relationship].contains(RecordKind(path: path)) }
    var assignments = assignments
    // What has no title is named after its day.
    let day = try (date ?? (description.titleField == nil ? name : nil)).map { try session.day($0) }
    let folder = description.folder
    if case .file(let file)? = description.place {
      path = file
    } else if let titleField = description.titleField {
      guard let name, !name.allSatisfy(\.isWhitespace) else {
        throw CommandFailure(
          .usage,
          "a \(kind.rawValue) needs a \(titleField)",
          help: "rapport new \(kind.rawValue) \"…\""
        )
      }
      assignments.insert(Assignment(field: titleField, value: name), at: 0)
      path = listing.freePath(Self.stem(for: name), in: folder)
    } else {
      let day = day ?? session.today
      if kind == .meeting { try RelationshipBeginning.require(day, in: listing) }
      path = kind == .meeting ? listing.pathOfMeeting(on: day) : listing.freePath(day.description, in: folder)
    }
    if let begun = try Self.beginning(of: description, on: day, today: session.today) {
      assignments.insert(begun, at: 0)
    }
    try Self.requireFree(path, in: space)
    var document = try Self.template(of: kind, in: space)
    if description.hasID {
      var generator = SeededGenerator(seed: session.context.seed)
      let id = RecordIdentifier.make(using: &generator)
      document = try document.with("id", set: id, order: description.keyOrder)
    }
    for (field, value) in Self.origin(of: kind, in: listing, of: space, session) {
      document = try document.with(field, set: value, order: description.keyOrder)
    }
    for assignment in assignments {
      document = try assignment.applied(to: document, kind: description, today: session.today)
    }
    bytes = document.bytes
  }

  /// The change that adds the record as it was filled in.
  ///
  /// - Parameter waiting: the change of a goal that waits for this one.
  /// - Throws: ``CommandFailure`` where somebody has made such a record meanwhile.
  func plan(
    _ bytes: [UInt8],
    insteadOf waiting: WritePlan.FileEdit?,
    in space: Space,
    because: String?
  ) throws -> WritePlan {
    try Self.requireFree(path, in: space)
    let instead = waiting.map { ", instead of \(RecordFile.label(of: $0.path))" } ?? ""
    return WritePlan(
      files: [.init(path: path, before: nil, after: bytes)] + (waiting.map { [$0] } ?? []),
      message: .init(subject: "\(RecordFile.label(of: path)): new\(instead)", body: because)
    )
  }

  private static func requireFree(_ path: String, in space: Space) throws {
    guard try space.workTree?.read(path) != nil else { return }
    throw CommandFailure(.refused, "there is one already", path: path, help: "write in it: rapport edit \(shell: path)")
  }

  /// The day on which the record begins, as its kind says it; nil where nobody said and the kind needs none.
  ///
  /// - Throws: ``CommandFailure`` where a day is given that the kind has no field for.
  private static func beginning(
    of kind: KindDescription,
    on day: CalendarDay?,
    today: CalendarDay
  ) throws -> Assignment? {
    guard let field = kind.dayField else {
      guard day == nil else {
        throw CommandFailure(
          .usage,
          "a \(kind.kind.rawValue) has no day of its own",
          help: "leave --date out; the history shows when it was recorded"
        )
      }
      return nil
    }
    // Whom one knows since when, and since when something takes time, is for the person to say.
    let isKnown = kind.kind != .person && kind.kind != .commitment
    return (day ?? (isKnown ? today : nil)).map { Assignment(field: field, value: $0.description) }
  }

  /// Who begins the record, and in which relationship, for the kinds that say so.
  private static func origin(
    of kind: RecordKind,
    in listing: RecordListing,
    of space: Space,
    _ session: Session
  ) -> [(field: String, value: String)] {
    switch kind {
    case .goal: session.role(in: listing, of: space).map { [("proposed_by", $0)] } ?? []
    case .question: session.role(in: listing, of: space).map { [("by", $0)] } ?? []
    case .checkup: session.relationshipHere.map { [("relationship", $0)] } ?? []
    default: []
    }
  }

  /// The kind that a word means: its name, or its folder's.
  ///
  /// - Throws: ``CommandFailure`` for an unknown one.
  static func kind(_ word: String) throws -> RecordKind {
    let kinds = RecordKind.allCases.filter { $0 != .note }
    let singular = kinds.first { kind in
      KindDescription.of(kind).place == .folder(word) || kind.rawValue == word
    }
    guard let kind = singular else {
      let names = kinds.map(\.rawValue)
      throw CommandFailure(
        .usage,
        "there is no kind '\(word)'",
        help: Spelling.nearest(to: word, among: names).map { "did you mean \($0)?" }
          ?? "one of " + names.joined(separator: ", ")
      )
    }
    return kind
  }

  /// The space's own template of the kind, else the built-in one.
  ///
  /// - Throws: ``CommandFailure`` where the space's own can't be read as a record; `SpaceError` where it is no file.
  static func template(of kind: RecordKind, in space: Space) throws -> Document {
    let path = BuiltInTemplates.overridePath(for: kind)
    return try template(space.workTree?.read(path)?.bytes ?? BuiltInTemplates.record(of: kind), at: path)
  }

  /// A template's text as a record.
  ///
  /// - Parameter path: where the space has it.
  /// - Throws: ``CommandFailure`` where it can't be read.
  static func template(_ bytes: [UInt8], at path: String) throws -> Document {
    do throws(UnreadableRecord) {
      return try Document.parse(bytes)
    } catch {
      throw CommandFailure(
        .findings,
        "the template can't be read",
        path: path,
        help: "mend it in an editor",
        diagnostics: error.problems.map { $0.at(path: path) }
      )
    }
  }

  /// The file's name for a title: what stands before the colon, where that is enough to know it by.
  static func stem(for title: String) -> String {
    let shortest = 8
    let beginning = title.split(separator: ": ", maxSplits: 1).first.map { slug(for: String($0)) } ?? ""
    return beginning.count >= shortest ? beginning : slug(for: title)
  }

}

extension KindDescription {
  /// The beginning of the paths of the kind's records: the folder with its slash, or nothing.
  fileprivate var folder: String {
    if case .folder(let folder)? = place { folder + "/" } else { "" }
  }
}

extension Document {
  /// The document with a field set.
  func with(_ field: String, set value: String, order: [String]) throws -> Document {
    try Document.parse(applying(try setting(field, to: .text(value), order: order)))
  }
}

/// Random numbers that follow from a seed (SplitMix64), so that tests get the same ids each time.
///
/// Source: <https://prng.di.unimi.it/splitmix64.c>
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
