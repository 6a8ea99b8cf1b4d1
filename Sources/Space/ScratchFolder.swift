#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder of one's own that is removed with everything in it when its owner goes out of scope.
struct ScratchFolder: ~Copyable {
  /// The absolute path.
  let path: String

  /// Makes a folder that only its owner can enter.
  ///
  /// - Parameter folder: The folder for temporary files, by its absolute path.
  /// - Throws: `SpaceError.system` or `.diskFull`.
  init(in folder: String) throws(SpaceError) {
    var template = Array("\(folder)/rapport-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileSystem.error("create a folder in", folder) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  // What can't be removed is left to whoever tidies the folder for temporary files.
  deinit { Self.removeEverything(at: path) }

  private static func removeEverything(at path: String) {
    guard FileSystem.status(ofPath: path)?.isDirectory ?? false else {
      unlink(path)
      return
    }
    if let stream = opendir(path) {
      var names: [String] = []
      while let entry = readdir(stream) {
        if let name = WorkTree.name(of: entry), name != ".", name != ".." { names.append(name) }
      }
      closedir(stream)
      for name in names { removeEverything(at: path + "/" + name) }
    }
    rmdir(path)
  }
}
