import Git

/// The program that git calls to merge two versions of a record.
package enum MergeDriver {
  /// The driver's name in git's configuration and attributes.
  static let name = "rapport"

  /// What git runs, with its placeholders: the three versions as files, the size of a marker, the path.
  ///
  /// Git takes a driver that can't run or crashes for a conflict without markers, and leaves one side alone in the file.
  /// Whatever isn't a merge of ours, 0 or 1, therefore falls back to git's own merge of texts.
  static let command =
    "rapport merge-driver %O %A %B --marker-size %L --path %P; s=$?; test $s -le 1 && exit $s; "
    + "git merge-file --marker-size=%L %A %O %B"

  /// The setting that holds the command.
  static let setting = "merge.\(name).driver"

  /// The files that git gives to the driver.
  static let attributes = "*.md merge=\(name)"

  /// The largest file of attributes that is read, in bytes.
  static let attributeBytes = 1024 * 1024

  /// The largest version that is read, in bytes; git's own merge takes those that are larger.
  private static let fileBytes = 64 * 1024 * 1024

  /// Reads one of the files that git hands to a driver.
  ///
  /// - Throws: `.tooLarge`, or `.system` if it can't be read.
  package static func read(_ path: String) throws(SpaceError) -> [UInt8] {
    try FileSystem.contents(of: path, limit: fileBytes)
  }

  /// Puts the merged text in the place of a file, all of it or none.
  ///
  /// - Throws: `.system` or `.diskFull`; the file is then as it was.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(SpaceError) {
    let beside = path + ".rapport-merged"
    try FileSystem.remove(beside)
    try FileSystem.create(beside, bytes: bytes, mode: 0o644)
    do throws(SpaceError) {
      try FileSystem.rename(beside, to: path)
    } catch {
      try? FileSystem.remove(beside)
      throw error
    }
  }
}

extension Space {
  /// Tells git to merge records by what they mean, in this clone: a driver is never taken from what others commit.
  ///
  /// - Throws: `.git` or `.system` if the configuration or `info/attributes` can't be written.
  package func installMergeDriver() throws(SpaceError) {
    try git { () throws(GitError) in
      let title = ("merge.\(MergeDriver.name).name", "merge records by what they mean")
      for (key, value) in [title, (MergeDriver.setting, MergeDriver.command)] {
        if try repository.configuration(key) != value {
          try repository.setConfiguration(key, value, scope: .local)
        }
      }
    }
    let folder = repository.commonDirectory + "/info"
    let file = folder + "/attributes"
    let isThere = FileSystem.status(ofPath: file) != nil
    let present = isThere ? try FileSystem.contents(of: file, limit: MergeDriver.attributeBytes) : []
    let lines = String(decoding: present, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard !lines.contains(where: { $0 == MergeDriver.attributes }) else { return }
    try FileSystem.createFolder(folder)
    let separator = present.isEmpty || present.last == UInt8(ascii: "\n") ? "" : "\n"
    try MergeDriver.replace(file, with: present + Array((separator + MergeDriver.attributes + "\n").utf8))
  }
}
