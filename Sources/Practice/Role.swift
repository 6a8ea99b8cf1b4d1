/// A part in the relationship.
///
/// What is computed for the one is computed for the other, in the same words.
package enum Role: String, Sendable, Hashable, CaseIterable {
  case mentee
  case mentor

  /// The other part.
  package var other: Role { self == .mentee ? .mentor : .mentee }
}
