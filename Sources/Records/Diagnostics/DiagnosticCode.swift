/// The stable name of a kind of finding, as printed in brackets and carried in JSON.
///
/// A finding about a field is named `<kind>-<field>` after the kind's table, such as `goal-status`; the others are
/// listed here.
package struct DiagnosticCode: RawRepresentable, Sendable, Hashable {
  package let rawValue: String

  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// Names a finding about one field of a kind.
  package init(kind: RecordKind, field: String) {
    self.rawValue = "\(kind.rawValue)-\(field.replacing("_", with: "-"))"
  }
}

// MARK: - Files that can't be read

extension DiagnosticCode {
  package static let frontMatterMissing = Self(rawValue: "front-matter-missing")
  package static let frontMatterNotClosed = Self(rawValue: "front-matter-not-closed")
  package static let frontMatterTooLarge = Self(rawValue: "front-matter-too-large")
  package static let fileTooLarge = Self(rawValue: "file-too-large")
  package static let invalidUTF8 = Self(rawValue: "invalid-utf8")
  package static let nulByte = Self(rawValue: "nul-byte")
  package static let controlCharacter = Self(rawValue: "control-character")
  package static let tabIndentation = Self(rawValue: "tab-indentation")
  package static let yamlSyntax = Self(rawValue: "yaml-syntax")
  /// A sentence that YAML takes for its own syntax.
  package static let unquotedSentence = Self(rawValue: "unquoted-sentence")
  package static let severalDocuments = Self(rawValue: "several-documents")
  package static let notAMapping = Self(rawValue: "not-a-mapping")
  package static let unsupportedKey = Self(rawValue: "unsupported-key")
  package static let duplicateKey = Self(rawValue: "duplicate-key")
  package static let tooDeep = Self(rawValue: "too-deep")
  package static let tooManyNodes = Self(rawValue: "too-many-values")

  /// The codes of an unreadable record.
  package static let unreadable: [DiagnosticCode] = [
    .frontMatterMissing, .frontMatterNotClosed, .frontMatterTooLarge, .fileTooLarge, .invalidUTF8, .nulByte,
    .controlCharacter, .tabIndentation, .yamlSyntax, .unquotedSentence, .severalDocuments, .notAMapping,
    .unsupportedKey, .duplicateKey, .tooDeep, .tooManyNodes,
  ]
}

// MARK: - Findings in files that can be read

extension DiagnosticCode {
  package static let alias = Self(rawValue: "yaml-alias")
  package static let anchor = Self(rawValue: "yaml-anchor")
  package static let tag = Self(rawValue: "yaml-tag")
  package static let mergeKey = Self(rawValue: "yaml-merge-key")
  /// A value that ends where YAML takes ` #` for a comment.
  package static let cutValue = Self(rawValue: "cut-value")
  package static let unknownField = Self(rawValue: "unknown-field")
  package static let taskDueDate = Self(rawValue: "task-due")
  /// A line that is a task but for its box.
  package static let taskBox = Self(rawValue: "task-box")
  /// A task that names one of the two in a way in which it isn't theirs.
  package static let taskPerson = Self(rawValue: "task-person")
  /// A heading that is one of the kind's but for a mark or a word.
  package static let nearHeading = Self(rawValue: "near-heading")
  /// A line of a goal's progress whose day isn't read as one.
  package static let progressDay = Self(rawValue: "progress-day")
  package static let meetingFileName = Self(rawValue: "meeting-file-name")
  /// Two meetings are on one day, and one of them is still planned.
  package static let meetingsOfOneDay = Self(rawValue: "meetings-of-one-day")
  /// A meeting that is held on a day that hasn't come.
  package static let heldAhead = Self(rawValue: "held-ahead")
  /// A day that hasn't come, where something is said to have happened.
  package static let dayAhead = Self(rawValue: "day-ahead")
  package static let duplicateID = Self(rawValue: "duplicate-id")
  package static let unknownReference = Self(rawValue: "unknown-reference")
  package static let privateRecord = Self(rawValue: "private-record")
  /// A skill that one person assessed twice on one day.
  package static let assessedTwice = Self(rawValue: "assessed-twice")
  /// A line below a skill's assessments that doesn't count as one.
  package static let uncountedAssessment = Self(rawValue: "uncounted-assessment")
  /// An assessment at a level that the skill's scale doesn't have.
  package static let levelOffScale = Self(rawValue: "level-off-scale")
  /// What a merge left for people to decide.
  package static let openQuestion = Self(rawValue: "open-question")
  /// A goal that doesn't say how both will know that it is reached.
  package static let goalWithoutSuccess = Self(rawValue: "goal-without-success")
  package static let goalWithoutTarget = Self(rawValue: "goal-without-target")
  /// A goal that was paused or given up and doesn't say why.
  package static let goalWithoutReason = Self(rawValue: "goal-without-reason")
  /// A goal that doesn't say which other one takes its place.
  package static let goalWithoutSuccessor = Self(rawValue: "goal-without-successor")

  /// The codes of findings that don't come from one field's type.
  package static let findings: [DiagnosticCode] = [
    .alias, .anchor, .tag, .mergeKey, .cutValue, .unknownField, .taskDueDate, .taskBox, .taskPerson, .nearHeading,
    .progressDay, .meetingFileName, .meetingsOfOneDay, .heldAhead, .dayAhead, .duplicateID, .unknownReference,
    .privateRecord,
    .assessedTwice, .uncountedAssessment, .levelOffScale, .openQuestion, .goalWithoutSuccess, .goalWithoutTarget,
    .goalWithoutReason, .goalWithoutSuccessor,
  ]

  /// Every code there is, those of the kinds' fields included.
  package static var all: [DiagnosticCode] {
    let fields = RecordKind.allCases.flatMap { kind in
      KindDescription.of(kind).fields.filter(\.canBeWrong).map { DiagnosticCode(kind: kind, field: $0.name) }
    }
    return unreadable + findings + fields
  }
}
