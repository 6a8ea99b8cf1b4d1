import Git

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a write was about to do, on disk before anything changes, so that the next command can undo or conclude it.
///
/// The form is fields, each ended by NUL, the one byte that no path holds; the last is `end`. A journal without it was cut
/// off while being written, at a time when nothing else had changed.
struct Journal: Sendable, Hashable {
  /// One file of the write.
  struct Item: Sendable, Hashable {
    let path: String
    /// Hash of the file's bytes before; nil where there was no file.
    let before: ObjectID?
    /// Hash of the file's bytes after; nil where the file goes.
    let after: ObjectID?
    /// The index entry before; nil where there was none.
    let stagedBefore: ObjectID?
    /// The index entry after; nil where the file goes.
    let stagedAfter: ObjectID?
    /// Absolute path of the file that holds the new bytes, then the displaced ones; empty where the file stays.
    let temporary: String
  }

  let branch: String
  /// The branch's tip before; nil for its first commit.
  let oldTip: ObjectID?
  let newTip: ObjectID
  let items: [Item]

  private static let header = "rapport journal 2"

  /// More than any write leaves, in bytes.
  private static let largestJournal = 1 << 30

  static func path(in folder: String) -> String { folder + "/journal" }

  /// Writes and flushes the journal, then the folder that holds it.
  func write(in folder: String) throws(SpaceError) {
    var fields = [Self.header, "branch", branch, oldTip?.hex ?? "", newTip.hex]
    for item in items {
      fields += [
        "file", item.path, item.before?.hex ?? "", item.after?.hex ?? "", item.stagedBefore?.hex ?? "",
        item.stagedAfter?.hex ?? "", item.temporary,
      ]
    }
    fields.append("end")
    let text = fields.map { $0 + "\0" }.joined()
    let path = Self.path(in: folder)
    try FileSystem.remove(path)
    try FileSystem.create(path, bytes: Array(text.utf8))
    try FileSystem.flushFolder(folder)
  }

  /// Reads the journal of an interrupted write; nil where there is none or it was cut off.
  static func read(in folder: String) throws(SpaceError) -> Journal? {
    let path = path(in: folder)
    let number = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else {
      if errno == ENOENT { return nil }
      throw FileSystem.error("open", path)
    }
    let bytes = try FileSystem.readAll(FileDescriptor(owning: number), path: path, limit: largestJournal)
    return Journal(parsing: String(decoding: bytes, as: UTF8.self))
  }

  init(branch: String, oldTip: ObjectID?, newTip: ObjectID, items: [Item]) {
    self.branch = branch
    self.oldTip = oldTip
    self.newTip = newTip
    self.items = items
  }

  private init?(parsing text: String) {
    let fields = text.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
    let (begin, length) = (5, 7)
    guard fields.count >= begin + 2, fields[0] == Self.header, fields[1] == "branch", fields.suffix(2) == ["end", ""],
      (fields.count - begin - 2).isMultiple(of: length), let newTip = ObjectID(hex: fields[4])
    else { return nil }
    var items: [Item] = []
    for start in stride(from: begin, to: fields.count - 2, by: length) {
      guard fields[start] == "file" else { return nil }
      items.append(
        Item(
          path: fields[start + 1],
          before: ObjectID(hex: fields[start + 2]),
          after: ObjectID(hex: fields[start + 3]),
          stagedBefore: ObjectID(hex: fields[start + 4]),
          stagedAfter: ObjectID(hex: fields[start + 5]),
          temporary: fields[start + 6]
        )
      )
    }
    self.init(branch: fields[2], oldTip: ObjectID(hex: fields[3]), newTip: newTip, items: items)
  }

  /// Deletes the journal: the write is over.
  static func remove(in folder: String) throws(SpaceError) {
    try FileSystem.remove(path(in: folder))
  }
}
