import Git

/// A lock of git's that is there now.
package struct LockFile: Sendable, Hashable {
  /// Whose it is.
  package enum Holder: Sendable, Hashable {
    /// A program that runs.
    case program(name: String, process: Int)
    /// A program that was killed: the lock is old, no program has it open, and no git is at work here.
    case nobody
    /// That can't be told.
    case unknown
  }

  /// The absolute path.
  package let path: String
  /// When it was made, in seconds since 1970.
  package let since: Int64
  package let holder: Holder

  /// How old a lock has to be before it can be called nobody's, in seconds: git holds one while a person writes a message.
  package static let oldSeconds: Int64 = 600

  /// How old, in seconds, a lock made at one instant is at another; 0 where that one is still ahead.
  ///
  /// Both are in seconds since 1970, and may be any: a file's time and `GIT_AUTHOR_DATE` are what somebody set.
  package static func age(since: Int64, at now: Int64) -> Int64 {
    guard since < now else { return 0 }
    let (age, overflows) = now.subtractingReportingOverflow(since)
    return overflows ? .max : age
  }
}

extension Space {
  /// The folder where rapport keeps its lock, its journal and texts on their way.
  var ownFolder: String { repository.gitDirectory + "/rapport" }

  /// Whether another rapport is writing here at this moment.
  package var isBeingWritten: Bool { SpaceLock.isHeld(in: ownFolder) }

  /// Git's locks on the index, the references and the configuration; nothing is changed.
  ///
  /// - Parameter now: The present, in seconds since 1970.
  package func lockFiles(now: Int64) -> [LockFile] {
    let paths = lockPaths().filter { FileSystem.status(ofPath: $0) != nil }
    guard !paths.isEmpty else { return [] }
    let table = ProcessTable()
    return paths.compactMap { path in
      guard let status = FileSystem.status(ofPath: path) else { return nil }
      let since = status.modifiedSeconds
      return LockFile(
        path: path,
        since: since,
        holder: holder(of: path, age: LockFile.age(since: since, at: now), in: table)
      )
    }
  }

  /// Removes the locks that are nobody's, as long as no rapport is writing.
  ///
  /// - Parameter now: The present, in seconds since 1970.
  /// - Throws: `.busy` when another rapport is writing for long, `.system` if a lock can't be removed.
  package func removeAbandonedLocks(now: Int64) throws(SpaceError) {
    try FileSystem.createFolder(ownFolder)
    let lock = try SpaceLock.take(in: ownFolder, waitingSeconds: patienceSeconds)
    for file in lockFiles(now: now) where file.holder == .nobody { try FileSystem.remove(file.path) }
    _ = consume lock
  }

  private func lockPaths() -> [String] {
    var paths = ["index.lock", "HEAD.lock", "config.worktree.lock"].map { repository.gitDirectory + "/" + $0 }
    let common = ["HEAD.lock", "packed-refs.lock", "config.lock", "shallow.lock"]
    for path in common.map({ repository.commonDirectory + "/" + $0 }) where !paths.contains(path) { paths.append(path) }
    for folder in Set([repository.commonDirectory, repository.gitDirectory]).sorted() {
      paths += Self.locks(below: folder + "/refs", depth: 0)
    }
    return paths
  }

  private static func locks(below folder: String, depth: Int) -> [String] {
    // References are seldom three folders deep; the bound is for a folder that somebody made to be endless.
    guard depth < 16 else { return [] }
    return (FileSystem.names(inFolder: folder) ?? []).sorted().flatMap { name -> [String] in
      let path = folder + "/" + name
      if FileSystem.status(ofPath: path)?.isDirectory ?? false { return locks(below: path, depth: depth + 1) }
      return name.hasSuffix(".lock") ? [path] : []
    }
  }

  private func holder(of path: String, age: Int64, in table: ProcessTable) -> LockFile.Holder {
    guard let programs = table.programs else { return .unknown }
    if let holder = programs.first(where: { $0.openFiles.contains(path) }) {
      return .program(name: holder.name, process: holder.process)
    }
    let folders = [workTree?.root, repository.gitDirectory, repository.commonDirectory].compactMap { $0 }
    // Git closes a lock and keeps it, as while a person writes the message of a commit.
    let gits = programs.filter { $0.name == "git" || $0.name.hasPrefix("git-") || $0.name == "rapport" }
    let atWork = gits.first { git in
      git.folder.map { folder in folders.contains { folder == $0 || folder.hasPrefix($0 + "/") } } ?? false
    }
    if let atWork { return .program(name: atWork.name, process: atWork.process) }
    // On a shared disk another computer's git may hold it.
    let isSure = age >= LockFile.oldSeconds && !gits.contains(where: \.isHidden) && FileSystem.isLocal(path)
    return isSure ? .nobody : .unknown
  }
}
