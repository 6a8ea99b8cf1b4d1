package import Git
package import History
package import Practice
package import Records
package import Space

/// What `rapport agree` says: who signed which text, who recorded it, and what changed since.
package struct AgreementReport: Sendable {
  private let signatures: Signatures
  /// The changes of the text since the signatures that don't sign the present one, oldest first.
  private let changes: [Event]
  /// What git says of the keys of the commits that added the signatures.
  private let keys: [ObjectID: CommitKey]
  /// The fields and headings that are changed in the file and in no commit.
  private let unsaved: [String]
  private let listing: RecordListing
  private let today: CalendarDay

  /// - Parameters:
  ///   - events: the events of the agreement that aren't before all signatures, oldest first.
  ///   - unsaved: what is changed in the file and in no commit.
  ///   - listing: the agreement and the relationship.
  package init(
    _ signatures: Signatures,
    events: [Event],
    keys: [ObjectID: CommitKey],
    unsaved: [Change],
    listing: RecordListing,
    today: CalendarDay
  ) {
    self.signatures = signatures
    changes = events.compactMap { event in
      var event = event
      event.changes.removeAll(where: \.isOfSignatures)
      return event.changes.isEmpty ? nil : event
    }
    self.keys = keys
    self.unsaved = Self.parts(of: unsaved.filter { !$0.isOfSignatures })
    self.listing = listing
    self.today = today
  }

  package var lines: [StyledText] {
    let names = signatures.parts.map { name(of: $0.role) }
    let width = 8 + (names.map { VisibleText.width(of: $0) }.max() ?? 0) + 2
    var lines = zip(signatures.parts, names).map { part, name in
      (StyledText(part.role.rawValue, .heading).padded(to: 8) + StyledText(name)).padded(to: width) + words(for: part)
    }
    lines += reviewLines
    if !unsaved.isEmpty {
      lines.append(StyledText("Not saved yet: ", .warning) + "\(unsaved.joined(separator: ", ")); rapport save")
    }
    guard !changes.isEmpty else { return lines }
    let log = LogReport(names: ShortNames(in: listing), meetingDays: [])
    return lines + ["", StyledText("What changed since", .strong)] + changes.flatMap(log.lines).map { "  " + $0 }
  }

  private var agreement: Document? { listing.files(of: .agreement).first?.document }

  private var reviewLines: [StyledText] {
    guard let text = agreement?.text(of: "review_by"), let day = CalendarDay(text) else { return [] }
    return ["Review by \(day), \(ValueText.relative(day, to: today))"]
  }

  private func name(of role: Role) -> String {
    let people = listing.files(of: .relationship).first?.document?.texts(of: role.rawValue) ?? []
    return people.map(NamedPerson.name).joined(separator: ", ")
  }

  private func words(for part: Signatures.Part) -> StyledText {
    let day = part.day?.description ?? ""
    var words: StyledText
    var changed: [String] = []
    switch part.standing {
    case .missing: return StyledText("has not signed", .warning)
    case .unsaved: return StyledText("signed", .warning) + " on \(day), not saved yet; rapport save"
    case .present: words = StyledText("signed", .good) + " on \(day)"
    case .earlier(let changes):
      words = StyledText("signed an earlier text", .warning) + " on \(day)"
      changed = Self.parts(of: changes)
    case .unknown:
      words =
        StyledText("signed", .warning)
        + " on \(day), but this clone doesn't go back to see which text; git fetch --unshallow"
    }
    if let recorder = part.recorder { words += ", recorded by \(recorder.person.name)" }
    if let key = part.commit.flatMap({ keys[$0.id] }) { words += ", \(Self.words(for: key))" }
    return changed.isEmpty ? words : words + "; since then changed: \(changed.joined(separator: ", "))"
  }

  private static func words(for key: CommitKey) -> String {
    let of = key.signer.map { " of \($0)" } ?? ""
    return switch key.verdict {
    case .good: "with the key\(of)"
    case .unknownKey: "with a key\(of) that nobody vouches for"
    case .bad: "but the key's signature doesn't fit the commit"
    case .outdated: "with a key\(of) that is no longer valid"
    case .unchecked: "with a key that can't be checked here"
    }
  }

  /// The fields and headings that some changes are about, each once.
  static func parts(of changes: [Change]) -> [String] {
    var parts: [String] = []
    for change in changes {
      let part: String? =
        switch change {
        case .field(let path, _, _): path
        case .disputed(let field, _), .settled(let field, _): field
        case .task(_, let section, _, _), .taskWord(_, let section, _, _, _), .line(let section, _, _, _),
          .section(let section, _, _):
          section ?? "text"
        case .created, .removed, .restored, .renamed, .unreadable, .readable: nil
        }
      if let part, !parts.contains(part) { parts.append(part) }
    }
    return parts
  }
}

extension AgreementReport {
  package var json: JSONValue {
    .object([
      .init("schema", .string("rapport/agree/1")),
      .init("signedByBoth", .boolean(signatures.areComplete)),
      .init("signatures", .array(signatures.parts.map(json))),
      .init("reviewBy", .optional(agreement?.text(of: "review_by"))),
      .init("changedSince", .array(changes.map(\.json))),
    ])
  }

  private func json(_ part: Signatures.Part) -> JSONValue {
    var changed: [String] = []
    if case .earlier(let changes) = part.standing { changed = Self.parts(of: changes) }
    let key = part.commit.flatMap { keys[$0.id] }
    return .object([
      .init("by", .string(part.role.rawValue)),
      .init("standing", .string(Self.word(for: part.standing))),
      .init("on", .optional(part.day?.description)),
      .init("commit", .optional(part.commit?.id.hex)),
      .init("recordedBy", .optional(part.recorder.map { "\($0.person.name) <\($0.person.email)>" })),
      .init("changed", .array(changed.map(JSONValue.string))),
      .init("key", .optional(key.map { Self.word(for: $0.verdict) })),
      .init("keyOwner", .optional(key?.signer)),
    ])
  }

  private static func word(for standing: Signatures.Standing) -> String {
    switch standing {
    case .missing: "missing"
    case .unsaved: "unsaved"
    case .present: "present"
    case .earlier: "earlier"
    case .unknown: "unknown"
    }
  }

  private static func word(for verdict: CommitKey.Verdict) -> String {
    switch verdict {
    case .good: "good"
    case .unknownKey: "unknown-key"
    case .bad: "bad"
    case .outdated: "outdated"
    case .unchecked: "unchecked"
    }
  }
}
