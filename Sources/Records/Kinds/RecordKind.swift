/// What a record is about; decided by its place in the repository alone.
package enum RecordKind: String, Sendable, Hashable, CaseIterable {
  case relationship
  case agreement
  case goal
  case meeting
  case skill
  case question
  case commitment
  case feedback
  case advocacy
  case person
  case reflection
  case checkup
  case closure
  /// The record that marks a private space.
  case privateSpace = "private"
  /// A record in a folder that rapport has no table for.
  case note

  /// Finds the kind of a record by its path from the repository's root, with `/` between the parts.
  package init(path: String) {
    // Histories ask this of every path in every commit: nothing is hashed or copied.
    var path = path
    self = path.withUTF8 { path in
      KindDescription.kindsByPlace.first { place in
        place.isWhole ? path.elementsEqual(place.prefix) : path.starts(with: place.prefix)
      }?.kind ?? .note
    }
  }
}
