import Git

/// Reads the versions of records that commits made, in a handle of its own: while one batch of commits is folded, those of the
/// next are read.
///
/// Batches come in their order, since a version is read fastest by the one before it.
actor VersionReader {
  private let location: Repository.Location
  private var store: VersionStore?

  init(at location: Repository.Location) {
    self.location = location
  }

  /// Adds the versions to a batch, as many as can be read; what can't is told when its turn comes.
  func reading(_ batch: CommitBatch) -> CommitBatch {
    guard !batch.contents.isEmpty, var store = takeStore() else { return batch }
    defer { self.store = store }
    store.take(batch.contents)
    for change in batch.files.lazy.filter({ $0.byParent.count == 1 }).flatMap({ $0.byParent[0] }) {
      guard !Task.isCancelled else { break }
      guard let new = change.new, batch.contents[new.id] != nil else { continue }
      if let old = change.old { _ = try? store.version(of: old) }
      _ = try? store.version(of: new, near: change.old)
    }
    return batch.with(store.readSince)
  }

  /// The store, which isn't kept twice meanwhile, so that it isn't copied; `nil` if the repository can't be opened.
  private func takeStore() -> VersionStore? {
    defer { store = nil }
    if let store { return store }
    guard let repository = try? Repository(opening: location) else { return nil }
    return VersionStore(repository, notingReading: true)
  }
}
