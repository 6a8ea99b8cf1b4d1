import Git

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Space {
  /// Tells whether a path leads to a folder, not to a link to one.
  package static func isFolder(_ path: String) -> Bool {
    FileSystem.status(ofPath: path)?.isDirectory ?? false
  }

  /// Tells whether a folder is there and has nothing in it.
  package static func isEmptyFolder(_ path: String) -> Bool {
    guard let names = FileSystem.names(inFolder: path) else { return false }
    return names.isEmpty
  }

  /// Tells whether a folder has git's own folder in it, and nothing else.
  package static func holdsNothingButGit(_ path: String) -> Bool {
    FileSystem.names(inFolder: path) == [".git"] && isFolder(path + "/.git")
  }

  /// Tells whether a folder is set up for the accounts of a group: they may write, and what is made in it is the group's.
  package static func isForGroup(_ path: String) -> Bool {
    let both = UInt32(S_ISGID | S_IWGRP)
    return FileSystem.status(ofPath: path).map { $0.isDirectory && $0.mode & both == both } ?? false
  }

  /// The folder whose files git takes no notice of, since `core.bare` was set beside its `.git`; nil for all others.
  package var folderCalledBare: String? {
    let directory = repository.gitDirectory
    // A repository that was made without files has no index.
    guard workTree == nil, directory.hasSuffix("/.git"), FileSystem.status(ofPath: directory + "/index") != nil
    else { return nil }
    return String(directory.dropLast("/.git".count))
  }

  /// Tells whether the person may make files in a folder.
  package static func mayWrite(inFolder path: String) -> Bool { access(path, W_OK) == 0 }

  /// Deletes what a clone that failed had made in a folder: git's own folder and others that are empty, but no file of the person.
  ///
  /// - Parameter isOwn: Whether the folder itself was made, too.
  package static func discardClone(_ path: String, isOwn: Bool) {
    discardFolder(path + "/.git", isOwn: true)
    discardEmptyFolders(in: path)
    if isOwn { rmdir(path) }
  }

  private static func discardEmptyFolders(in path: String) {
    for name in FileSystem.names(inFolder: path) ?? [] where isFolder(path + "/" + name) {
      discardEmptyFolders(in: path + "/" + name)
      rmdir(path + "/" + name)
    }
  }

  /// Deletes what was made in a folder for a space that couldn't be made after all; follows no links.
  ///
  /// - Parameter isOwn: Whether the folder itself was made, too.
  package static func discardFolder(_ path: String, isOwn: Bool) {
    for name in FileSystem.names(inFolder: path) ?? [] {
      let inside = path + "/" + name
      if FileSystem.status(ofPath: inside)?.isDirectory ?? false {
        discardFolder(inside, isOwn: true)
      } else {
        unlink(inside)
      }
    }
    if isOwn { rmdir(path) }
  }
}

extension FileSystem {
  /// The names in a folder that is no link; nil where there is none or it can't be read.
  static func names(inFolder path: String) -> [String]? {
    let number = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else { return nil }
    guard let stream = fdopendir(number) else {
      close(number)
      return nil
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { buffer in
        String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
