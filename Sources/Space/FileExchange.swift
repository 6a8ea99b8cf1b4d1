import CExchange
import Git

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Puts new bytes in a file's place so that the bytes it displaces can be looked at, and put back.
///
/// Bytes are never overwritten: the old and the new file change names with each other. Where the file system can't do
/// that (`EINVAL`, `ENOSYS`), the old file is compared and then replaced, or renamed where it goes away. An editor that had the old file open writes to
/// it also under its new name; it is waited for, and what it wrote counts.
struct FileExchange {
  /// How long a program that is writing is waited for, in seconds.
  private static let writerSeconds = 1.0

  let workTree: WorkTree
  /// The journal's view of the file.
  let item: Journal.Item

  /// What the exchange found in the file's place.
  enum Result {
    /// The bytes the plan was computed from.
    case expected
    /// Other bytes: somebody changed the file meanwhile. They are back in place.
    case changedMeanwhile
  }

  /// The new bytes while they are being written; whole, they get the temporary name.
  private var unfinished: String { item.temporary + ".new" }
  /// A copy of the old bytes for the moment between replacing the file and giving them the temporary name.
  private var replaced: String { item.temporary + ".old" }

  /// Writes the file's new bytes beside it, in place of what a write that was killed may have left there.
  func prepare(_ bytes: [UInt8], permissions: UInt32) throws(SpaceError) {
    try discard()
    try FileSystem.create(unfinished, bytes: bytes)
    if chmod(unfinished, mode_t(permissions)) != 0 { throw FileSystem.error("set permissions of", item.path) }
    try FileSystem.rename(unfinished, to: item.temporary)
  }

  /// Deletes everything that was beside the file.
  func discard() throws(SpaceError) {
    guard !item.temporary.isEmpty else { return }
    for path in [item.temporary, unfinished, replaced] { try FileSystem.remove(path) }
  }

  /// Puts the prepared file in place, or takes the file away, and verifies what was displaced.
  func apply() throws(SpaceError) -> Result {
    let isNew = item.before == nil
    guard let folder = try workTree.openFolder(of: item.path, creating: isNew) else { return .changedMeanwhile }
    let name = try WorkTree.name(of: item.path)
    if item.after == nil {
      guard try moveAway(name, in: folder) else { return .changedMeanwhile }
    } else if isNew {
      // Where a folder was whose files have left.
      workTree.removeEmptyFolders(at: item.path)
      guard try place(name, in: folder) else { return .changedMeanwhile }
    } else if rapport_exchange(AT_FDCWD, item.temporary, folder.number, name) != 0 {
      switch errno {
      case ENOENT: return .changedMeanwhile
      case EINVAL, ENOSYS, ENOTSUP:
        guard try replace(name, in: folder) else { return .changedMeanwhile }
      default: throw FileSystem.error("replace", item.path)
      }
    }
    try FileSystem.flush(folder, path: item.path)
    // Once nobody can write to it any more, and no name in the work tree leads to it, it stays as it is.
    if isNew { return .expected }
    if FileSystem.waitForWriters(of: item.temporary, seconds: Self.writerSeconds),
      try Space.hash(of: bytes(at: item.temporary)) == item.before
    {
      return .expected
    }
    try putBack(name, in: folder)
    return .changedMeanwhile
  }

  /// Undoes ``apply()`` as far as the file still holds what it wrote; whatever the person wrote since stays.
  ///
  /// - Returns: where a displaced version was put that has no place any more and is stored nowhere else; nil where there
  ///   was none.
  func undo() throws(SpaceError) -> String? {
    guard !item.temporary.isEmpty else { return nil }
    let kept = try restore()
    // Only now: until the file is back, the displaced bytes may be nowhere else.
    let path = try discard(keeping: kept)
    // A file may have to come back where folders were made.
    if item.before == nil { workTree.removeEmptyFolders(of: item.path) }
    return path
  }

  /// Lets what ``apply()`` put in place stay.
  ///
  /// - Returns: As ``undo()``.
  func conclude() throws(SpaceError) -> String? {
    guard !item.temporary.isEmpty else { return nil }
    let version = try displaced()
    return try discard(keeping: version == item.before.map(Displaced.file) ? nil : version)
  }

  /// Deletes everything beside the file but a displaced version; returns where that is put.
  private func discard(keeping version: Displaced?) throws(SpaceError) -> String? {
    let path = version.map(shelter)
    if let path { try FileSystem.rename(item.temporary, to: path) }
    try discard()
    return path
  }

  /// A path beside the temporary one, in its folder's own way of naming, for a version that nobody expected.
  private func shelter(for version: Displaced) -> String {
    let name = item.path.split(separator: "/").joined(separator: "-")
    let folder = item.temporary.split(separator: "/").dropLast().map { "/" + $0 }.joined()
    return folder + (folder == workTree.root ? "/.rapport-kept-" : "/kept-") + version.name + "-" + name
  }

  /// What lies at the temporary path.
  private enum Displaced: Equatable {
    case file(ObjectID)
    /// A folder, a link, or a file that is larger than any record.
    case other

    var name: String {
      switch self {
      case .file(let id): id.abbreviated
      case .other: "other"
      }
    }
  }

  /// What was displaced and is stored nowhere else; nil where that is what the write was to put in place, or nothing.
  private func displaced() throws(SpaceError) -> Displaced? {
    guard FileSystem.status(ofPath: item.temporary) != nil else { return nil }
    guard let id = try Space.hash(of: bytes(at: item.temporary)) else { return .other }
    return id == item.after ? nil : .file(id)
  }

  /// Puts back what was displaced; returns what it is instead where that would bury what the person wrote since.
  private func restore() throws(SpaceError) -> Displaced? {
    if FileSystem.status(ofPath: item.temporary) == nil, FileSystem.status(ofPath: replaced) != nil {
      try FileSystem.rename(replaced, to: item.temporary)
    }
    _ = FileSystem.waitForWriters(of: item.temporary, seconds: Self.writerSeconds)
    let temporary = FileSystem.status(ofPath: item.temporary)
    let current: [UInt8]?
    do throws(SpaceError) {
      current = try workTree.read(item.path)?.bytes
    } catch {
      guard case .notRegularFile = error else { throw error }
      // Somebody has put something else there, so that what was displaced has no place.
      return try displaced()
    }
    let isGone = item.after == nil && temporary != nil
    guard let folder = try workTree.openFolder(of: item.path, creating: isGone) else { return nil }
    let name = try WorkTree.name(of: item.path)
    let holdsOurs = try Space.hash(of: current) == item.after
    let inode = try FileSystem.status(of: name, in: folder, path: item.path)?.inode
    // A new file that was put in place has left its temporary name, or has both where that took a hard link.
    if item.before == nil, current != nil, holdsOurs, temporary == nil || temporary?.inode == inode {
      guard unlinkat(folder.number, name, 0) == 0 else { throw FileSystem.error("delete", item.path) }
      return nil
    }
    guard let version = try displaced() else { return nil }
    if holdsOurs {
      try putBack(name, in: folder)
      // An editor may have had our version open, and written to it after the last look.
      _ = FileSystem.waitForWriters(of: item.temporary, seconds: Self.writerSeconds)
      return try displaced()
    }
    return version == item.before.map(Displaced.file) ? nil : version
  }

  private func putBack(_ name: String, in folder: borrowing FileDescriptor) throws(SpaceError) {
    let isBack =
      try item.after == nil
      ? place(name, in: folder)
      : rapport_exchange(AT_FDCWD, item.temporary, folder.number, name) == 0
        || renameat(AT_FDCWD, item.temporary, folder.number, name) == 0
    guard isBack else { throw FileSystem.error("put back", item.path) }
    try FileSystem.flush(folder, path: item.path)
  }

  /// Moves the file to the temporary name; false where there is no file.
  private func moveAway(_ name: String, in folder: borrowing FileDescriptor) throws(SpaceError) -> Bool {
    if rapport_move(folder.number, name, AT_FDCWD, item.temporary) == 0 { return true }
    // Nobody but the holder of rapport's lock uses the temporary name, so that what is free stays so.
    if [EINVAL, ENOSYS, ENOTSUP].contains(errno), FileSystem.status(ofPath: item.temporary) == nil,
      renameat(folder.number, name, AT_FDCWD, item.temporary) == 0
    {
      return true
    }
    if errno == ENOENT { return false }
    throw FileSystem.error("move away", item.path)
  }

  /// Moves the file at the temporary name to a name that must be free; false when it isn't.
  private func place(_ name: String, in folder: borrowing FileDescriptor) throws(SpaceError) -> Bool {
    if rapport_move(AT_FDCWD, item.temporary, folder.number, name) == 0 { return true }
    switch errno {
    case EEXIST: return false
    case EINVAL, ENOSYS, ENOTSUP:
      // A hard link fails on a taken name, too.
      guard linkat(AT_FDCWD, item.temporary, folder.number, name, 0) == 0 else {
        if errno == EEXIST { return false }
        throw FileSystem.error("create", item.path)
      }
      unlink(item.temporary)
      return true
    default: throw FileSystem.error("create", item.path)
    }
  }

  /// The way of file systems that can't exchange: compare, keep the old bytes beside, replace; false where they aren't those of the plan.
  ///
  /// What a program writes to the old file, which it may have open, is taken up as well.
  private func replace(_ name: String, in folder: borrowing FileDescriptor) throws(SpaceError) -> Bool {
    let number = openat(folder.number, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else { return false }
    let old = FileDescriptor(owning: number)
    let status = try FileSystem.status(of: old, path: item.path)
    guard status.isRegular else { return false }
    let present = try FileSystem.readAll(old, path: item.path, limit: WorkTree.fileLimit)
    guard try Space.hash(of: present) == item.before else { return false }
    try FileSystem.create(replaced, bytes: present, mode: status.mode & 0o777)
    guard renameat(AT_FDCWD, item.temporary, folder.number, name) == 0 else {
      throw FileSystem.error("replace", item.path)
    }
    try FileSystem.rename(replaced, to: item.temporary)
    _ = FileSystem.waitForWriters(of: old, seconds: Self.writerSeconds)
    lseek(number, 0, SEEK_SET)
    let later = try FileSystem.readAll(old, path: item.path, limit: WorkTree.fileLimit)
    if later != present {
      try FileSystem.create(replaced, bytes: later, mode: status.mode & 0o777)
      try FileSystem.rename(replaced, to: item.temporary)
    }
    return true
  }

  private func bytes(at path: String) -> [UInt8]? {
    try? FileSystem.contents(of: path, limit: WorkTree.fileLimit)
  }
}
