import CLibgit2

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

extension Repository {
  /// Finds the git directory of the repository that a directory is in, on the same file system.
  ///
  /// - Parameters:
  ///   - directory: Where to begin.
  ///   - ceilings: Absolute directories above which not to look, as in `GIT_CEILING_DIRECTORIES`.
  /// - Returns: The absolute path of the git directory, without a trailing "/".
  /// - Throws: `GitError.notARepository` if there is none; `.failed` for anything else.
  package static func discover(from directory: String, ceilings: [String] = []) throws(GitError) -> String {
    try start(.reading)
    var found = git_buf()
    defer { git_buf_dispose(&found) }
    let ceilingList = ceilings.joined(separator: ":")
    let code = callReturningCode {
      git_repository_discover(&found, directory, 0, ceilingList)
    }
    switch code {
    case 0: return withoutTrailingSlash(string(of: found))
    case GIT_ENOTFOUND.rawValue: throw .notARepository(path: directory)
    default: throw GitError(operation: "look for a repository", code: code)
    }
  }

  /// Makes a new repository with SHA-1 names and plain reference files.
  ///
  /// - Parameters:
  ///   - path: The work tree, or the git directory of a bare repository; made if missing.
  ///   - bare: Whether the repository has no work tree.
  ///   - isForGroup: Whether the group of its folder may write in it, as with `git init --shared=group`.
  ///   - initialBranch: The branch that HEAD is on, as `main` or `refs/heads/main`.
  /// - Throws: `GitError.failed`, also if there is a repository already.
  package static func create(
    at path: String,
    bare: Bool = false,
    isForGroup: Bool = false,
    initialBranch: String = "main",
    searchPaths: ConfigurationSearchPaths? = nil
  ) throws(GitError) -> Repository {
    try start(.writing)
    var options = git_repository_init_options()
    try call("prepare a new repository") {
      git_repository_init_options_init(&options, RAPPORT_INIT_OPTIONS_VERSION)
    }
    var flags = GIT_REPOSITORY_INIT_NO_REINIT.rawValue | GIT_REPOSITORY_INIT_MKDIR.rawValue
    flags |= GIT_REPOSITORY_INIT_MKPATH.rawValue
    if bare { flags |= GIT_REPOSITORY_INIT_BARE.rawValue }
    options.flags = UInt32(flags)
    if isForGroup { options.mode = UInt32(GIT_REPOSITORY_INIT_SHARED_GROUP.rawValue) }
    let code: Int32 = initialBranch.withCString { branch in
      options.initial_head = branch
      var made: OpaquePointer?
      defer { git_repository_free(made) }
      return callReturningCode { git_repository_init_ext(&made, path, &options) }
    }
    if code < 0 { throw GitError(operation: "make a repository in \(path)", code: code) }
    // libgit2 opens to the group what it makes, but not the folders in between.
    for folder in isForGroup ? ["objects", "refs"] : [] {
      let folder = "\(withoutTrailingSlash(path))/\(bare ? "" : ".git/")\(folder)"
      guard chmod(folder, mode_t(options.mode)) == 0 else { throw .systemCall("open \(folder) to the group") }
    }
    return try Repository(opening: path, searchPaths: searchPaths)
  }

  /// Tells whether history was cut when this repository was cloned.
  package var isShallow: Bool { git_repository_is_shallow(handle) == 1 }

  /// The commits whose parents were left out of a shallow clone; empty elsewhere.
  ///
  /// - Throws: `GitError.failed` if the list can't be read, `.corrupt` if it holds anything but ids.
  package func shallowBoundary() throws(GitError) -> Set<ObjectID> {
    guard isShallow else { return [] }
    let text = String(decoding: try readFile(commonDirectory + "/shallow"), as: UTF8.self)
    var boundary: Set<ObjectID> = []
    for line in text.split(whereSeparator: \.isNewline) {
      guard let id = ObjectID(hex: line) else { throw .corrupt("the list of shallow commits") }
      boundary.insert(id)
    }
    return boundary
  }

  static func open(_ path: String) throws(GitError) -> OwnedPointer {
    var opened: OpaquePointer?
    let code = callReturningCode {
      git_repository_open_ext(&opened, path, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil)
    }
    guard code == 0, let pointer = opened else {
      throw refusal(to: path, GitError(operation: "open \(path)", code: code), code: code)
    }
    let repository = OwnedPointer(taking: pointer, freedBy: git_repository_free)
    guard let commonDirectory = git_repository_commondir(pointer), let gitDirectory = git_repository_path(pointer)
    else {
      throw .notARepository(path: path)
    }
    let directory = withoutTrailingSlash(String(cString: commonDirectory))
    // With format version 0 libgit2 ignores the extensions that git heeds.
    if let problem = try unsupportedFormat(
      commonDirectory: directory,
      gitDirectory: withoutTrailingSlash(String(cString: gitDirectory))
    ) {
      throw .unsupported(problem, path: path)
    }
    try refuseDamagedPackIndexes(of: directory + "/objects")
    return repository
  }

  /// Finds out why libgit2 would not open a path.
  private static func refusal(to path: String, _ error: GitError, code: Int32) -> GitError {
    let message = if case .failed(_, _, let text) = error { text } else { "" }
    // libgit2 1.5 says "not found" of the setting instead of "not the owner" of the folder.
    if code == GIT_EOWNER.rawValue || message.contains("safe.directory") {
      // Git trusts a work tree by its own folder, not by the `.git` in it.
      let isInside = withoutTrailingSlash(path).hasSuffix("/.git")
      let folder = isInside ? String(withoutTrailingSlash(path).dropLast("/.git".count)) : path
      return .foreignOwner(path: folder.isEmpty ? "/" : folder, owner: owner(of: path))
    }
    guard let gitDirectory = gitDirectory(at: path) else { return .notARepository(path: path) }
    let format = try? unsupportedFormat(
      commonDirectory: commonDirectory(of: gitDirectory),
      gitDirectory: gitDirectory
    )
    if let format { return .unsupported(format, path: path) }
    return code == GIT_ENOTFOUND.rawValue ? .notARepository(path: path) : error
  }

  private static func gitDirectory(at path: String) -> String? {
    let inside = withoutTrailingSlash(path) + "/.git"
    if let target = try? readFile(inside) {
      let text = String(decoding: target, as: UTF8.self)
      guard text.hasPrefix("gitdir:") else { return nil }
      return resolved(trimmed(text.dropFirst("gitdir:".count)), from: withoutTrailingSlash(path))
    }
    return [inside, withoutTrailingSlash(path)].first { access($0 + "/HEAD", F_OK) == 0 }
  }

  private static func commonDirectory(of gitDirectory: String) -> String {
    guard let bytes = try? readFile(gitDirectory + "/commondir") else { return gitDirectory }
    return resolved(trimmed(String(decoding: bytes, as: UTF8.self)[...]), from: gitDirectory)
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  private static func resolved(_ path: String, from base: String) -> String {
    path.hasPrefix("/") ? path : base + "/" + path
  }

  /// The name of the user whom a path belongs to, or the number if the user has no name.
  private static func owner(of path: String) -> String {
    var status = stat()
    guard stat(gitDirectory(at: path) ?? path, &status) == 0 else { return "another user" }
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    let name = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer -> String? in
      guard let base = buffer.baseAddress, getpwuid_r(status.st_uid, &entry, base, buffer.count, &found) == 0,
        found != nil, let name: UnsafeMutablePointer<CChar> = entry.pw_name
      else { return nil }
      return String(cString: name)
    }
    return name ?? "user \(status.st_uid)"
  }
}

/// The text in a buffer that libgit2 filled.
func string(of buffer: git_buf) -> String {
  String(decoding: bytes(of: buffer), as: UTF8.self)
}

/// The bytes in a buffer that libgit2 filled.
func bytes(of buffer: git_buf) -> [UInt8] {
  Array(UnsafeRawBufferPointer(start: buffer.ptr, count: buffer.size))
}
