import Records

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A work tree's files, reached component by component so that no symbolic link is ever followed.
package struct WorkTree: Sendable, Hashable {
  /// Largest file that is read, in bytes; a record is a page of text.
  package static let fileLimit = 8 << 20

  /// Absolute path of the work tree's top folder, without a trailing slash.
  package let root: String

  package init(root: String) {
    self.root = root
  }

  /// A regular file as it was at one moment.
  package struct File: Sendable, Hashable {
    package let bytes: [UInt8]
    /// Permission bits, such as `0o644`.
    package let permissions: UInt32
  }

  /// Something in the work tree that can't be a record although its name says so.
  package struct Obstacle: Sendable, Hashable {
    package let path: String
    /// What it is, in words: "a symbolic link", "a named pipe".
    package let found: String
  }

  /// A folder that can't be opened.
  package struct ClosedFolder: Sendable, Hashable {
    package let path: String
    /// Why, in the system's own words.
    package let reason: String
  }

  /// What a listing saw: the Markdown files, and what stood in their place.
  package struct Listing: Sendable, Hashable {
    /// Paths of regular files with the wanted endings, in byte order.
    package var paths: [String] = []
    package var obstacles: [Obstacle] = []
    /// Paths of what has such an ending and a name that is no UTF-8, as near as they can be shown.
    package var illegible: [String] = []
    /// Paths of folders that are repositories of their own, whose files are another project's.
    package var repositories: [String] = []
    /// Paths of regular files whose ending is a wanted one but for its case, in byte order.
    package var miscased: [String] = []
    /// Folders that can't be opened; what is in them isn't known.
    package var closedFolders: [ClosedFolder] = []
  }

  /// Reads a regular file; nil where there is none.
  ///
  /// - Throws: `.notRegularFile` for links, pipes and folders on the way or at the end; `.outsideWorkTree` for a path
  ///   that is absolute, has `..`, or enters `.git`; `.tooLarge` beyond ``fileLimit``; `.system` for the rest.
  package func read(_ path: String) throws(SpaceError) -> File? {
    var reader = WorkTreeReader(self)
    return try reader.read(path)
  }

  /// Lists the files that end in `.md`, leaving out dot folders, nested repositories and what a link leads to.
  package func markdownFiles() throws(SpaceError) -> Listing {
    var listing = try files(endingIn: [".md"], ignoringCase: true)
    func isMiscased(_ path: String) -> Bool { !path.hasSuffix(".md") && path.lowercased().hasSuffix(".md") }
    listing.miscased = listing.paths.filter(isMiscased)
    listing.paths.removeAll(where: isMiscased)
    listing.obstacles.removeAll { isMiscased($0.path) }
    listing.illegible.removeAll(where: isMiscased)
    return listing
  }

  /// Lists the files with some endings, leaving out dot folders, nested repositories and what a link leads to.
  ///
  /// - Parameter ignoringCase: Whether the endings, which are in lower case then, may be written in any case.
  package func files(endingIn endings: [String], ignoringCase: Bool = false) throws(SpaceError) -> Listing {
    var listing = Listing()
    try list(folder: "", depth: 0, into: &listing) { name in
      let name = ignoringCase ? name.lowercased() : name
      return endings.contains(where: name.hasSuffix)
    }
    listing.paths.sort { $0.precedesInBytes($1) }
    return listing
  }

  /// The paths of all files below a folder, in byte order; nil where the path leads to no folder.
  func files(below folder: String) -> [String]? {
    guard FileSystem.status(ofPath: root + "/" + folder)?.isDirectory ?? false else { return nil }
    return (FileSystem.names(inFolder: root + "/" + folder) ?? []).sorted().flatMap { name in
      let path = folder + "/" + name
      return files(below: path) ?? [path]
    }
  }

  /// Removes a folder with the folders in it, as long as no file is in them.
  func removeEmptyFolders(at path: String) {
    let absolute = root + "/" + path
    guard FileSystem.status(ofPath: absolute)?.isDirectory ?? false else { return }
    for name in FileSystem.names(inFolder: absolute) ?? [] { removeEmptyFolders(at: path + "/" + name) }
    rmdir(absolute)
  }

  /// Removes the folders that a path was in, as long as nothing else is in them.
  func removeEmptyFolders(of path: String) {
    guard var components = try? Self.components(of: path).dropLast() else { return }
    while !components.isEmpty, rmdir(root + "/" + components.joined(separator: "/")) == 0 { components.removeLast() }
  }

  /// Opens the folder that holds the path, following no link; nil where a component is missing.
  func openFolder(of path: String, creating: Bool) throws(SpaceError) -> FileDescriptor? {
    let components = try Self.components(of: path)
    var current = try FileSystem.openDirectory(root)
    var walked = ""
    for component in components.dropLast() {
      walked += walked.isEmpty ? component : "/" + component
      if creating, mkdirat(current.number, component, 0o777) != 0, errno != EEXIST {
        throw FileSystem.error("create the folder", walked)
      }
      let next = openat(current.number, component, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard next >= 0 else {
        let code = errno
        if code == ENOENT { return nil }
        if let status = try FileSystem.status(of: component, in: current, path: walked), !status.isDirectory {
          throw .notRegularFile(path: walked, found: status.kindInWords)
        }
        throw FileSystem.error("open the folder", walked, code: code)
      }
      current = FileDescriptor(owning: next)
    }
    return current
  }

  /// Reads one name below an open folder; nil where there is none.
  ///
  /// - Parameter isListed: Whether a listing has just said that it is a regular file; anything else is looked at before it is opened.
  func read(
    _ name: String,
    in folder: borrowing FileDescriptor,
    path: String,
    isListed: Bool = false
  ) throws(SpaceError) -> File? {
    if !isListed {
      guard let status = try FileSystem.status(of: name, in: folder, path: path) else { return nil }
      guard status.isRegular else { throw .notRegularFile(path: path, found: status.kindInWords) }
    }
    // O_NONBLOCK: should the file turn into a pipe in between, opening must not wait for a writer.
    let number = openat(folder.number, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else {
      let code = errno
      if isListed { return try read(name, in: folder, path: path) }
      throw FileSystem.error("open", path, code: code)
    }
    let descriptor = FileDescriptor(owning: number)
    let opened = try FileSystem.status(of: descriptor, path: path)
    guard opened.isRegular else { throw .notRegularFile(path: path, found: opened.kindInWords) }
    let bytes = try FileSystem.readAll(descriptor, ofSize: opened.size, path: path, limit: Self.fileLimit)
    return File(bytes: bytes, permissions: opened.mode & 0o777)
  }

  /// Splits a path of the repository into its components.
  ///
  /// - Throws: `.outsideWorkTree` for a path that is absolute, empty, has `.` or `..`, or enters `.git`.
  static func components(of path: String) throws(SpaceError) -> [String] {
    // By bytes, as the system does it: a mark after the slash makes no other character of it.
    let components = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
      String(Substring($0))
    }
    let isInside = components.allSatisfy { component in
      !component.isEmpty && component != "." && component != ".." && !component.utf8.contains(0)
        && (component.utf8.count != 4 || component.lowercased() != ".git")
    }
    guard isInside else { throw .outsideWorkTree(path: path) }
    return components
  }

  /// The last component of a path.
  static func name(of path: String) throws(SpaceError) -> String {
    try components(of: path).last ?? path
  }

  private func list(
    folder: String,
    depth: Int,
    into listing: inout Listing,
    where isWanted: (_ name: String) -> Bool
  ) throws(SpaceError) {
    let absolute = folder.isEmpty ? root : root + "/" + folder
    let number = open(absolute, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else {
      let code = errno
      guard !folder.isEmpty else { throw FileSystem.error("open the folder", absolute, code: code) }
      // One that went meanwhile is none.
      if code != ENOENT {
        listing.closedFolders.append(ClosedFolder(path: folder, reason: String(cString: strerror(code))))
      }
      return
    }
    guard let stream = fdopendir(number) else {
      close(number)
      throw FileSystem.error("list", absolute)
    }
    defer { closedir(stream) }
    var subfolders: [String] = []
    while let entry = readdir(stream) {
      guard let name = Self.name(of: entry) else {
        let shown = Self.shownName(of: entry)
        if isWanted(shown) {
          listing.illegible.append(folder.isEmpty ? shown : folder + "/" + shown)
        }
        continue
      }
      if name.hasPrefix(".") { continue }
      let path = folder.isEmpty ? name : folder + "/" + name
      if Self.isKnownToBeRegular(entry) {
        if isWanted(name) { listing.paths.append(path) }
        continue
      }
      var buffer = stat()
      guard fstatat(dirfd(stream), name, &buffer, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
      let status = FileSystem.Status(buffer)
      if status.isDirectory {
        if FileSystem.status(ofPath: absolute + "/" + name + "/.git") != nil {
          listing.repositories.append(path)
        } else if depth < 8 {
          // The bound is on what a hostile tree can cost.
          subfolders.append(path)
        }
      } else if status.isRegular {
        if isWanted(name) { listing.paths.append(path) }
      } else if isWanted(name) || (status.isSymbolicLink && Self.isRecordFolder(path)) {
        listing.obstacles.append(Obstacle(path: path, found: status.kindInWords))
      }
    }
    for subfolder in subfolders {
      try list(folder: subfolder, depth: depth + 1, into: &listing, where: isWanted)
    }
  }

  /// Whether the folder itself says that an entry is a regular file; not every file system does.
  private static func isKnownToBeRegular(_ entry: UnsafeMutablePointer<dirent>) -> Bool {
    Int32(entry.pointee.d_type) == Int32(DT_REG)
  }

  private static func isRecordFolder(_ path: String) -> Bool {
    RecordKind.allCases.contains { KindDescription.of($0).place == .folder(path) }
  }

  private static func shownName(of entry: UnsafeMutablePointer<dirent>) -> String {
    withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  /// The entry's name; nil where it is no UTF-8, which no record's name may be.
  static func name(of entry: UnsafeMutablePointer<dirent>) -> String? {
    withUnsafeBytes(of: &entry.pointee.d_name) { buffer in
      String(validating: buffer.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}

extension String {
  /// Whether the text comes before another in the order of its UTF-8 bytes.
  fileprivate func precedesInBytes(_ other: String) -> Bool {
    let isEarlier = utf8.withContiguousStorageIfAvailable { bytes in
      other.utf8.withContiguousStorageIfAvailable { bytes.lexicographicallyPrecedes($0) }
    }
    return isEarlier.flatMap(\.self) ?? utf8.lexicographicallyPrecedes(other.utf8)
  }
}
