/// Everything rapport knows about a kind of record, in one table.
///
/// Checks, editing, templates, merging, completion and the reference read this and nothing else.
package struct KindDescription: Sendable, Hashable {
  /// Where the records of a kind are.
  package enum Place: Sendable, Hashable {
    /// The one file of the kind, at the root.
    case file(String)
    /// The folder at the root that holds them.
    case folder(String)
  }

  package let kind: RecordKind
  /// Nil for notes, which may be anywhere else.
  package let place: Place?
  /// What the kind is for, in one sentence.
  package let summary: String
  /// The fields in the order in which templates write them.
  package let fields: [FieldDescription]
  /// The field that names a record to people; nil where the file's name does.
  package let titleField: String?
  /// The field with the day on which the record began, which `new --date` fills; nil for kinds without one.
  package let dayField: String?
  /// Whether templates give a record an `id`, so that it may be renamed.
  package let hasID: Bool
  /// Whether the kind belongs in a private space.
  package let isPrivate: Bool
  /// The level-2 headings of a template, in order.
  package let headings: [HeadingDescription]

  init(
    _ kind: RecordKind,
    in place: Place?,
    _ summary: String,
    titleField: String? = nil,
    dayField: String? = nil,
    hasID: Bool = false,
    isPrivate: Bool = false,
    fields: [FieldDescription] = [],
    headings: [HeadingDescription] = []
  ) {
    self.kind = kind
    self.place = place
    self.summary = summary
    self.fields = fields
    self.titleField = titleField
    self.dayField = dayField
    self.hasID = hasID
    self.isPrivate = isPrivate
    self.headings = headings
  }

  /// Returns the field with a name, nil if the kind has none.
  package func field(named name: String) -> FieldDescription? {
    fields.first { $0.name == name }
  }

  /// Returns the heading with a name in any case, nil if the kind has none.
  package func heading(named name: String) -> HeadingDescription? {
    let name = name.lowercased()
    return headings.first { $0.name.lowercased() == name }
  }

  /// The names of all fields in the order in which new ones are put into a file, `id` first.
  package var keyOrder: [String] {
    (hasID ? ["id"] : []) + fields.map(\.name)
  }

  /// The words that `status` may hold, in the order of a record's life; empty for kinds without a status.
  package var statuses: [String] {
    if case .choice(let words) = field(named: "status")?.type { words } else { [] }
  }

  /// Returns the table of a kind.
  package static func of(_ kind: RecordKind) -> KindDescription {
    switch kind {
    case .relationship: relationship
    case .agreement: agreement
    case .goal: goal
    case .meeting: meeting
    case .skill: skill
    case .question: question
    case .commitment: commitment
    case .feedback: feedback
    case .advocacy: advocacy
    case .person: person
    case .reflection: reflection
    case .checkup: checkup
    case .closure: closure
    case .privateSpace: privateSpace
    case .note: note
    }
  }

  /// The kinds by what the paths of their records are or begin with.
  static let kindsByPlace: [(prefix: [UInt8], isWhole: Bool, kind: RecordKind)] = RecordKind.allCases.compactMap {
    kind in
    switch of(kind).place {
    case .file(let path)?: (Array(path.utf8), true, kind)
    case .folder(let name)?: (Array((name + "/").utf8), false, kind)
    case nil: nil
    }
  }
}
