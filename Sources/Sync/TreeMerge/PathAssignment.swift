import Git

/// Gives every file of a merged tree a path of its own.
///
/// Files that clash only because the sides come together: at one path, at paths that some file systems take for the same,
/// or where one is a file and the other a folder. What one side has beside each other stays.
struct PathAssignment {
  /// The files, each at its place.
  private(set) var files: [PlacedFile] = []
  /// Who had to give way.
  private(set) var movedAside: [MovedFile] = []

  /// A file that had to give way.
  struct MovedFile {
    /// The file as it was to be.
    let file: PlacedFile
    /// Where it is now.
    let place: TreePath
  }

  /// The files with their places, by their folded paths.
  private var placed: [String: [PlacedFile]] = [:]
  /// The files in each folder, by its folded path.
  private var inFolders: [String: [PlacedFile]] = [:]

  /// Places files.
  ///
  /// - Parameter unchanged: Gives the file or folder at a path that neither side changed.
  /// - Throws: What that throws.
  init(_ wanted: [PlacedFile], unchanged: (TreePath) throws(GitError) -> TreeEntry?) throws(GitError) {
    for file in wanted {
      for folder in file.path.folders { inFolders[folder.folded, default: []].append(file) }
    }
    var aside: [PlacedFile] = []
    for file in wanted.sorted(by: Self.precedes) {
      if placed[file.path.folded]?.contains(where: { $0.file == file.file }) ?? false { continue }
      // What a side has there was there without a clash.
      let present = try file.sides.isEmpty ? unchanged(file.path) : nil
      if let present, file.isSame(as: present) { continue }
      if isFree(for: file), present == nil { place(file) } else { aside.append(file) }
    }
    for file in aside { try placeAside(file, unchanged) }
  }

  /// The order in which files get their places: what has an id can tell it by another name.
  private static func precedes(_ left: PlacedFile, _ right: PlacedFile) -> Bool {
    if left.path != right.path { return left.path < right.path }
    switch (left.id, right.id) {
    case (nil, _?): return true
    case (_?, nil): return false
    case (let left?, let right?) where left != right: return left.utf8.lexicographicallyPrecedes(right.utf8)
    default: return (left.blob, left.mode.bits) < (right.blob, right.mode.bits)
    }
  }

  private func isFree(for file: PlacedFile) -> Bool {
    let key = file.path.folded
    let rivals = (placed[key] ?? []) + (inFolders[key] ?? [])
    return rivals.allSatisfy { $0.path != file.path && !$0.sides.isDisjoint(with: file.sides) }
  }

  private mutating func place(_ file: PlacedFile) {
    placed[file.path.folded, default: []].append(file)
    files.append(file)
  }

  private mutating func placeAside(
    _ file: PlacedFile,
    _ unchanged: (TreePath) throws(GitError) -> TreeEntry?
  ) throws(GitError) {
    var moved = file
    moved.sides = []
    let hex = file.blob.hex
    var suffixes = [file.id.flatMap(Self.fileName), String(hex.prefix(8)), hex].compactMap(\.self)[...]
    var number = 1
    var isPlace = false
    repeat {
      number += 1
      moved.path = file.path.inserting("-" + (suffixes.popFirst() ?? "\(hex)-\(number)"))
      let present = try unchanged(moved.path)
      if let present, file.isSame(as: present) { return }
      isPlace = present == nil && isFree(for: moved)
    } while !isPlace
    place(moved)
    movedAside.append(MovedFile(file: file, place: moved.path))
  }

  /// An id, if it can stand in the name of a file everywhere.
  private static func fileName(_ id: String) -> String? {
    let isPlain = id.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    return isPlain && id.utf8.count <= 64 ? id : nil
  }
}
