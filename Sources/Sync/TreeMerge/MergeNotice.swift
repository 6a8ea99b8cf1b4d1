/// What a person should hear of a merge besides the questions in the records.
package enum MergeNotice: Sendable, Hashable {
  /// Why two versions of a file are both there.
  package enum Reason: Sendable, Hashable {
    /// At least one of them can't be read as a record.
    case unreadable
    /// Both sides changed the same lines of a text, or what is no text.
    case conflict
  }

  /// Several records of one side have the same id, so that they were told apart by their paths alone.
  case sharedID(String, paths: [String])
  /// Two versions of one file couldn't be merged: one is at its path, the other beside it.
  case keptBeside(path: String, beside: String, Reason)
  /// Another file is at a path where this one should be, or at one that some file systems take for the same.
  case movedAside(from: String, to: String)
  /// One side removed what the other changed, and it holds no question since it is no record that can be read.
  case keptThoughRemoved(path: String)
  /// Both sides moved what holds no question since it is no record that can be read.
  case movedTwice(path: String, notTo: String)
}

extension MergeNotice {
  /// The path that the notice is about.
  package var path: String {
    switch self {
    case .sharedID(_, let paths): paths.first ?? ""
    case .keptBeside(let path, _, _), .movedAside(_, let path), .keptThoughRemoved(let path), .movedTwice(let path, _):
      path
    }
  }
}

extension MergeNotice {
  /// The order in which notices are told.
  static func precedes(_ left: MergeNotice, _ right: MergeNotice) -> Bool {
    left.sortingKey.lexicographicallyPrecedes(right.sortingKey) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private var sortingKey: [String] {
    switch self {
    case .sharedID(let id, let paths): ["1", id] + paths
    case .keptBeside(let path, let beside, _): ["2", path, beside]
    case .movedAside(let from, let to): ["3", from, to]
    case .keptThoughRemoved(let path): ["4", path]
    case .movedTwice(let path, let other): ["5", path, other]
    }
  }
}
