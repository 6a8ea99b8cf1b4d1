import Git

/// What matters of a record's history where not all of it does.
///
/// Whatever matters, it is told where the record moved, ended or came back, and what a merge did to it.
package struct RecordInterest: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// That the record began, and when.
  package static let beginning = RecordInterest(rawValue: 1)

  /// What changed in the front matter.
  package static let fields = RecordInterest(rawValue: 2)

  /// The last commit that changed the record, whatever it changed.
  package static let lastChange = RecordInterest(rawValue: 4)

  /// Everything since an instant that is the same for all records.
  package static let latest = RecordInterest(rawValue: 8)
}

/// What matters of some records, so that the rest needn't be read: most of a history are versions of texts.
package struct RecordInterests: Sendable, Hashable {
  /// What matters of each record by its path at the tip; of records that aren't among them everything does.
  package var byPath: [String: RecordInterest]

  /// The instant since which everything matters of those records whose interest is `latest`, in seconds since 1970.
  package var latestSince: Int64

  package init(_ byPath: [String: RecordInterest] = [:], latestSince: Int64 = .max) {
    self.byPath = byPath
    self.latestSince = latestSince
  }

  /// Whether everything matters of every record.
  var areAll: Bool { byPath.isEmpty }

  /// What matters of the record at a path in a commit of some time; `nil` for everything.
  func interest(in path: String, at time: Int64) -> RecordInterest? {
    guard let interest = byPath[path], time < latestSince || !interest.contains(.latest) else { return nil }
    return interest
  }

  /// What matters of each file that a commit wrote; `nil` where one can't be told apart from the others, or everything of it matters.
  func ofEach(in files: CommitFiles, at time: Int64) -> [RecordInterest]? {
    guard !areAll, files.areApart else { return nil }
    var interests: [RecordInterest] = []
    for change in files.byParent[0] {
      guard let interest = interest(in: change.path, at: time) else { return nil }
      interests.append(interest)
    }
    return interests
  }
}
