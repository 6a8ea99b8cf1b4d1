#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The programs that run on this computer, as far as the system shows them; on Linux alone, elsewhere it shows none.
struct ProcessTable {
  /// One program that runs.
  struct Program {
    let process: Int
    let name: String
    /// The folder it runs in; nil where that may not be seen, or where it is ending.
    let folder: String?
    /// Whether the folder may not be seen.
    let isHidden: Bool
    /// What it has open, as far as that may be seen.
    let openFiles: [String]
  }

  /// All programs but this one; nil where the system has no list of them to read.
  let programs: [Program]?

  init() {
    #if os(Linux)
      let folder = "/proc"
      let own = Int(getpid())
      let names = FileSystem.names(inFolder: folder)
      programs = names?.compactMap(Int.init).filter { $0 != own }.compactMap { process in
        let path = "\(folder)/\(process)"
        guard let name = try? FileSystem.contents(of: path + "/comm", limit: 1 << 10) else { return nil }
        let folder = FileSystem.target(ofLink: path + "/cwd")
        // A program that is ending has no folder any more, which is another error.
        let isHidden = folder == nil && (errno == EACCES || errno == EPERM)
        return Program(
          process: process,
          name: String(decoding: name, as: UTF8.self).filter { $0 != "\n" },
          folder: folder,
          isHidden: isHidden,
          openFiles: (FileSystem.names(inFolder: path + "/fd") ?? []).compactMap {
            FileSystem.target(ofLink: path + "/fd/" + $0)
          }
        )
      }
    #else
      programs = nil
    #endif
  }
}

extension FileSystem {
  /// Where a symbolic link leads, by its own words; nil where there is none or it may not be read.
  static func target(ofLink path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
  }
}
