import Git

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Space {
  /// Writes a text where an editor can open it, outside the work tree and readable by its owner only.
  ///
  /// - Returns: the absolute path; it ends like the record's, so that the editor knows the kind of text.
  package func createDraft(of path: String, bytes: [UInt8]) throws(SpaceError) -> String {
    let folder = repository.gitDirectory + "/rapport"
    try FileSystem.createFolder(folder)
    let name = path.split(separator: "/").joined(separator: "-")
    var number = 1
    while FileSystem.status(ofPath: "\(folder)/draft-\(number)-\(name)") != nil { number += 1 }
    let draft = "\(folder)/draft-\(number)-\(name)"
    try FileSystem.create(draft, bytes: bytes)
    return draft
  }

  /// Reads what the editor left.
  package func readDraft(_ path: String) throws(SpaceError) -> [UInt8] {
    try FileSystem.contents(of: path, limit: WorkTree.fileLimit)
  }

  /// Deletes a draft whose text is no longer needed.
  package func removeDraft(_ path: String) throws(SpaceError) {
    try FileSystem.remove(path)
  }

  /// Makes a folder and those above it.
  package static func createFolders(_ path: String) throws(SpaceError) {
    var walked = ""
    for component in path.split(separator: "/") {
      walked += "/" + component
      if FileSystem.status(ofPath: walked) == nil { try FileSystem.createFolder(walked) }
    }
  }
  /// The folder itself, or the first one above it that is there.
  package static func nearestFolder(to path: String) -> String {
    var components = path.split(separator: "/")
    while !components.isEmpty {
      let folder = "/" + components.joined(separator: "/")
      if FileSystem.status(ofPath: folder) != nil { return folder }
      components.removeLast()
    }
    return "/"
  }
}
