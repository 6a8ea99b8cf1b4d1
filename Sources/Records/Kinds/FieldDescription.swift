/// What a field may hold.
package indirect enum FieldType: Sendable, Hashable {
  case text
  /// A day, `YYYY-MM-DD`.
  case day
  /// A time of day, `HH:MM`.
  case timeOfDay
  /// A whole number in a range.
  case integer(ClosedRange<Int>)
  /// One of a few words.
  case choice([String])
  /// A person, `Name <address>`, or a list of them.
  case people
  /// A list of texts.
  case texts
  /// The name of a record in a folder, or a list of names.
  case recordNames(folder: String)
  /// A list of mappings; items with the same values of the identity fields are the same item.
  case entries(identity: [String], fields: [FieldDescription])
}

/// One field of a kind: its name, what it may hold, and what it means.
package struct FieldDescription: Sendable, Hashable {
  package let name: String
  package let type: FieldType
  /// One plain sentence for someone who keeps records, not for a programmer.
  package let meaning: String
  /// Whether templates offer the field.
  package let isOffered: Bool
  /// Whether a record without it has a finding.
  package let isRequired: Bool
  /// Whether its day is one on which something happened, so that it can't be ahead.
  package private(set) var hasHappened = false

  /// Makes a field that nobody is asked for, though it is understood where it stands.
  static func optional(_ name: String, _ type: FieldType, _ meaning: String) -> FieldDescription {
    FieldDescription(name: name, type: type, meaning: meaning, isOffered: false, isRequired: false)
  }

  /// Makes a field that templates offer and that may stay empty.
  static func offered(_ name: String, _ type: FieldType, _ meaning: String) -> FieldDescription {
    FieldDescription(name: name, type: type, meaning: meaning, isOffered: true, isRequired: false)
  }

  /// Makes a field that templates offer and that a record needs.
  static func required(_ name: String, _ type: FieldType, _ meaning: String) -> FieldDescription {
    FieldDescription(name: name, type: type, meaning: meaning, isOffered: true, isRequired: true)
  }

  /// The field of a day on which something happened.
  var ofThePast: FieldDescription {
    var field = self
    field.hasHappened = true
    return field
  }

  /// Whether a value can be there that rapport doesn't understand, or be missing.
  var canBeWrong: Bool { type != .text || isRequired }
}
