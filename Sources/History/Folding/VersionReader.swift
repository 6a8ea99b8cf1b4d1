import Git

/// Reads the versions of records that commits made: while one batch of commits is folded, those of the next are read.
///
/// Batches come in their order, since a version is read fastest by the one before it. Half of the paths are read beside the others.
struct VersionReader: Sendable {
  fileprivate static let laneCount = 2
  private let lanes: [VersionLane]

  init(at location: Repository.Location) {
    lanes = (0..<Self.laneCount).map { _ in VersionLane(at: location) }
  }

  /// Adds the versions to a batch, as many as can be read; what can't is told when its turn comes.
  func reading(_ batch: CommitBatch) async -> CommitBatch {
    guard !batch.contents.isEmpty else { return batch }
    async let one = lanes[0].versions(changes(of: batch, lane: 0), batch.contents)
    async let other = lanes[1].versions(changes(of: batch, lane: 1), batch.contents)
    return await batch.with([one, other])
  }

  /// What a batch changed that one of the lanes reads; the versions of a path are read in a row.
  private func changes(of batch: CommitBatch, lane: Int) -> [FileChange] {
    var changes: [FileChange] = []
    for files in batch.files where files.byParent.count == 1 {
      for change in files.byParent[0] where abs(change.path.hashValue % lanes.count) == lane {
        if let new = change.new, batch.contents[new.id] != nil { changes.append(change) }
      }
    }
    return changes
  }
}

/// Reads the versions of some paths, in a handle of its own.
private actor VersionLane {
  private let location: Repository.Location
  private var store: VersionStore?

  init(at location: Repository.Location) {
    self.location = location
  }

  /// The versions before and after some changes.
  func versions(
    _ changes: [FileChange],
    _ contents: [ObjectID: BlobContent]
  ) -> [VersionStore.Key: RecordVersion?] {
    guard !changes.isEmpty, var store = takeStore() else { return [:] }
    defer { self.store = store }
    store.take(contents)
    for change in changes where !Task.isCancelled {
      guard let new = change.new else { continue }
      if let old = change.old { _ = try? store.version(of: old) }
      _ = try? store.version(of: new, near: change.old)
    }
    return store.readSince
  }

  /// The store, which isn't kept twice meanwhile, so that it isn't copied; `nil` if the repository can't be opened.
  private func takeStore() -> VersionStore? {
    defer { store = nil }
    if let store { return store }
    guard let repository = try? Repository(opening: location) else { return nil }
    return VersionStore(repository, share: VersionReader.laneCount, notingReading: true)
  }
}
