import Git
import History
import Records

extension MatchedFile {
  /// Merges the versions: into no file, one, or two that can't be brought together.
  ///
  /// - Throws: `GitError`.
  func merged(in store: inout FileStore) throws(GitError) -> (files: [PlacedFile], notice: MergeNotice?) {
    guard let one, let other else {
      guard let file = one ?? other else { return ([], nil) }
      return try keeping(file, in: &store)
    }
    let paths = Set([one.path, other.path].map(TreePath.init)).sorted()
    let path = settled(base: base.map { TreePath($0.path) }, TreePath(one.path), TreePath(other.path))
    guard let path else {
      // Both moved it: it stays together, at the smaller path.
      let files = try contents(of: one, other, at: paths[0], in: &store)
      let question = OpenEntry(.path, shown: paths[0].text, values: paths.map(\.text))
      guard let asking = try files[0].asking(question, in: &store) else {
        return (files, .movedTwice(path: paths[0].text, notTo: paths[1].text))
      }
      return ([asking] + files.dropFirst(), nil)
    }
    return (try contents(of: one, other, at: path, in: &store), nil)
  }

  /// Takes a file that the other side hasn't.
  private func keeping(
    _ file: TreeFile,
    in store: inout FileStore
  ) throws(GitError) -> (files: [PlacedFile], notice: MergeNotice?) {
    let placed = try placed(file, at: TreePath(file.path), in: &store)
    guard let base else { return ([placed], nil) }
    // Whether a file may be executed is no change that anybody made to it.
    let isUnchanged =
      TreePath(file.path) == TreePath(base.path) && file.id == base.id && file.isRegular == base.isRegular
    if isUnchanged { return ([], nil) }
    guard let asking = try placed.asking(OpenEntry(.record), in: &store) else {
      return ([placed], .keptThoughRemoved(path: file.path))
    }
    return ([asking], nil)
  }

  /// Merges the contents of two versions: one, or two that can't be brought together.
  private func contents(
    of one: TreeFile,
    _ other: TreeFile,
    at path: TreePath,
    in store: inout FileStore
  ) throws(GitError) -> [PlacedFile] {
    if one.hasSameContent(as: other) || base?.hasSameContent(as: other) ?? false {
      return [try placed(one, at: path, in: &store)]
    }
    if base?.hasSameContent(as: one) ?? false { return [try placed(other, at: path, in: &store)] }
    guard one.isRegular, other.isRegular else { return try both(one, other, at: path, .conflict, in: &store) }
    let regular = base.flatMap { $0.isRegular ? $0 : nil }
    let mode = settled(base: regular?.mode, one.mode, other.mode) ?? .regular
    func file(_ blob: ObjectID) -> TreeFile { TreeFile(path: path.text, mode: mode, id: blob) }
    if let blob = settled(base: regular?.id, one.id, other.id) {
      return [try placed(file(blob), at: path, in: &store)]
    }
    guard let oneBytes = try store.bytes(of: one), let otherBytes = try store.bytes(of: other),
      let baseBytes = try regular.map({ base throws(GitError) in try store.bytes(of: base) }) ?? []
    else { return try both(one, other, at: path, .conflict, in: &store) }
    switch FileMerge(base: baseBytes, one: oneBytes, other: otherBytes, path: path.text) {
    case .record(let merge):
      var merged = try placed(file(store.add(merge.bytes ?? [])), at: path, in: &store)
      merged.openEntries = merge.openEntries
      return [merged]
    case .text(let text): return [try placed(file(store.add(text)), at: path, in: &store)]
    case .unreadableRecord: return try both(one, other, at: path, .unreadable, in: &store)
    case .conflict: return try both(one, other, at: path, .conflict, in: &store)
    }
  }

  /// Keeps two versions side by side: what can be read stays at its path, else the smaller id.
  private func both(
    _ one: TreeFile,
    _ other: TreeFile,
    at path: TreePath,
    _ reason: MergeNotice.Reason,
    in store: inout FileStore
  ) throws(GitError) -> [PlacedFile] {
    var versions = [one, other].sorted { ($0.id, $0.mode.bits) < ($1.id, $1.mode.bits) }
    func rank(_ file: TreeFile) throws(GitError) -> Int {
      guard file.isRegular else { return 2 }
      guard RecordPath.mayHoldRecord(path.text), reason == .unreadable else { return 0 }
      let identity = try store.identity(of: file)
      return identity.isRecord && identity.isReadable ? 0 : 1
    }
    if try rank(versions[1]) < rank(versions[0]) { versions.swapAt(0, 1) }
    let beside = path.inserting(".unmerged-" + versions[1].id.hex.prefix(8))
    var second = PlacedFile(path: beside, mode: versions[1].mode, blob: versions[1].id, id: nil)
    second.companion = PlacedFile.Companion(path: path, reason: reason)
    return [try placed(versions[0], at: path, in: &store), second]
  }

  private func placed(_ file: TreeFile, at path: TreePath, in store: inout FileStore) throws(GitError) -> PlacedFile {
    var placed = PlacedFile(path: path, mode: file.mode, blob: file.id, id: nil)
    placed.id = try store.identity(of: placed.file).id
    if one.map({ TreePath($0.path) }) == path { placed.sides.insert(.one) }
    if other.map({ TreePath($0.path) }) == path { placed.sides.insert(.other) }
    return placed
  }
}

extension PlacedFile {
  /// The record with one more question; nil if it is none that can be read.
  fileprivate func asking(_ question: OpenEntry, in store: inout FileStore) throws(GitError) -> PlacedFile? {
    let identity = try store.identity(of: file)
    guard identity.isRecord, identity.isReadable, let bytes = try store.bytes(of: file),
      let merge = try? RecordMerge(bytes, asking: question), let asking = merge.bytes
    else { return nil }
    var result = self
    result.blob = try store.add(asking)
    result.openEntries = merge.openEntries
    return result
  }
}

/// The value that only one side changed, or both alike; nil where they disagree.
private func settled<Value: Hashable>(base: Value?, _ one: Value, _ other: Value) -> Value? {
  if case .settled(let value) = ThreeWay(base: base, parents: [one, other]) { value } else { nil }
}
