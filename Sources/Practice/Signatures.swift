import Git
package import History
package import Records

/// Who signed the present text of the agreement.
///
/// A signature is an entry of `signatures` in `agreement.md`, by whatever hand. It signs the text that stands beside it in the commit that first had the entry
/// as it is; one that was taken out and comes back signs nothing new. Whoever changes the text later leaves it unsigned until the same text is back: people agree to words, and a slip that was taken
/// back asks nobody to sign again. What is in no commit yet is signed by nobody.
package struct Signatures: Sendable, Hashable {
  /// What one entry is worth.
  package enum Standing: Sendable, Hashable {
    /// There is no entry.
    case missing
    /// The entry is in no commit yet.
    case unsaved
    /// It signs the present text.
    case present
    /// It signs an earlier text; what changed since, never the signatures.
    case earlier([Change])
    /// The repository doesn't go back to where the entry was added.
    case unknown
  }

  /// The signature of one of the two.
  package struct Part: Sendable, Hashable {
    package let role: Role
    package let standing: Standing
    /// The day in the entry; nil where there is none.
    package let day: CalendarDay?
    /// The commit that added the entry; its author recorded it.
    package let commit: CommitReference?

    package init(role: Role, standing: Standing, day: CalendarDay? = nil, commit: CommitReference? = nil) {
      self.role = role
      self.standing = standing
      self.day = day
      self.commit = commit
    }

    /// Who recorded the signature, where that was not the one who signs; nil also where nobody knows.
    package var recorder: Author? {
      commit.flatMap { $0.author.role == role ? nil : $0.author }
    }
  }

  /// The parts of the mentee and of the mentor, in this order.
  package let parts: [Part]

  package init(parts: [Part]) {
    self.parts = parts
  }

  /// Whether both signed the present text.
  package var areComplete: Bool { parts.allSatisfy { $0.standing == .present } }

  /// The signature of one of the two.
  package func part(of role: Role) -> Part {
    parts.first { $0.role == role } ?? Part(role: role, standing: .missing)
  }

  /// Who has an entry in an agreement, be it worth something or not; without any, no history has to be read.
  package static func roles(in agreement: Document?) -> [Role] {
    agreement.map { SignatureEntry.all(in: $0).map(\.role) } ?? []
  }

  /// Follows the entries of the agreement back to where they were added.
  ///
  /// - Parameters:
  ///   - agreement: the present text; nil where there is none or it can't be read.
  ///   - versions: its versions in the commits up to the present; nil where there is no commit.
  /// - Throws: `HistoryError.git`.
  package init(agreement: Document?, versions: FileVersions?) throws(HistoryError) {
    var reading = SignatureReading(present: agreement, versions: versions)
    var parts: [Part] = []
    for role in [Role.mentee, .mentor] { parts.append(try reading.part(of: role)) }
    self.parts = parts
  }
}

/// An entry of `signatures` that says who and when.
struct SignatureEntry: Hashable {
  let role: Role
  let day: CalendarDay
  /// All that the entry says; who signs anew changes something of it.
  let fields: [String: String]

  init?(_ node: YAMLNode) {
    guard let entries = node.entries, let role = node["by"]?.text.flatMap(Role.init(rawValue:)),
      let day = node["on"]?.text.flatMap(CalendarDay.init)
    else { return nil }
    self.role = role
    self.day = day
    fields = Dictionary(entries.map { ($0.name, $0.value.text ?? "") }) { first, _ in first }
  }

  static func all(in agreement: Document) -> [SignatureEntry] {
    (agreement.frontMatter["signatures"]?.items ?? []).compactMap(SignatureEntry.init)
  }
}

/// What a signature signs: the fields without the signatures, and the lines of the body.
///
/// That it is open on which day somebody signed changes no text either. /// Comments, quotes, line endings, blank lines, and the order of fields are no text.
struct AgreementText {
  private let fields: [YAMLNode.Entry]
  private let lines: [ArraySlice<UInt8>]

  init(_ agreement: Document) {
    let hasQuestions = agreement.openEntries.contains { !Change.disputed(field: $0.name, values: []).isOfSignatures }
    fields = agreement.frontMatter.entries.filter { entry in
      entry.name != "signatures" && (entry.name != OpenEntry.fieldName || hasQuestions) && !entry.value.isEmpty
    }
    lines = agreement.bytes[agreement.bodyRange].split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
      .map { line in
        var line = line
        while line.last == UInt8(ascii: " ") || line.last == UInt8(ascii: "\t") { line.removeLast() }
        return line
      }
      .filter { !$0.isEmpty }
  }

  func isSame(as other: AgreementText) -> Bool {
    fields.count == other.fields.count && lines == other.lines
      && fields.allSatisfy { field in
        other.fields.first { $0.name == field.name }?.value.hasSameValue(as: field.value) ?? false
      }
  }
}

/// One look at the signatures; each version of the agreement is read once.
private struct SignatureReading {
  let present: Document?
  let versions: FileVersions?
  private var documents: [ObjectID: Document?] = [:]

  init(present: Document?, versions: FileVersions?) {
    self.present = present
    self.versions = versions
  }

  mutating func part(of role: Role) throws(HistoryError) -> Signatures.Part {
    guard let present else { return Signatures.Part(role: role, standing: .missing) }
    var best = Signatures.Part(role: role, standing: .missing)
    for entry in SignatureEntry.all(in: present) where entry.role == role {
      best = try part(of: entry, beside: present)
      if best.standing == .present { break }
    }
    return best
  }

  private mutating func part(of entry: SignatureEntry, beside present: Document) throws(HistoryError) -> Signatures.Part
  {
    let unsaved = Signatures.Part(role: entry.role, standing: .unsaved, day: entry.day)
    guard let versions, let latest = versions.latest else { return unsaved }
    guard let committed = try document(latest, of: versions), SignatureEntry.all(in: committed).contains(entry) else {
      return unsaved
    }
    let origins = try versions.origins { blob throws(HistoryError) in
      try document(blob, of: versions).map { SignatureEntry.all(in: $0).contains(entry) }
    }
    func part(_ standing: Signatures.Standing, _ origin: FileVersions.Origin) -> Signatures.Part {
      Signatures.Part(role: entry.role, standing: standing, day: entry.day, commit: origin.commit)
    }
    let text = AgreementText(present)
    let isCommitted = AgreementText(committed).isSame(as: text)
    for origin in origins.reversed() where !origin.isCut && isCommitted {
      guard let signed = try document(origin.blob, of: versions) else { continue }
      if AgreementText(signed).isSame(as: text) { return part(.present, origin) }
    }
    guard let origin = origins.last, let signed = try document(origin.blob, of: versions) else { return unsaved }
    if origin.isCut { return part(.unknown, origin) }
    let changes = Self.changes(from: signed, to: present)
    return part(.earlier(changes.isEmpty ? Self.changes(from: signed, to: committed) : changes), origin)
  }

  /// A version of the agreement; nil where it can't be read.
  private mutating func document(_ blob: ObjectID, of versions: FileVersions) throws(HistoryError) -> Document? {
    if let known = documents[blob] { return known }
    let document = try versions.bytes(blob).flatMap { try? Document.parse($0) }
    documents[blob] = .some(document)
    return document
  }

  private static func changes(from old: Document, to new: Document) -> [Change] {
    RecordSnapshot.changes(
      from: RecordSnapshot(old, kind: .agreement),
      to: RecordSnapshot(new, kind: .agreement)
    ).filter { !$0.isOfSignatures }
  }
}

extension Change {
  /// Whether the change is about who signed.
  package var isOfSignatures: Bool {
    switch self {
    case .field(let path, _, _), .disputed(let path, _), .settled(let path, _):
      path == "signatures" || path.hasPrefix("signatures[")
    default: false
    }
  }
}
