import CLibgit2

/// Which people are the same, as a `.mailmap` file says.
///
/// See https://git-scm.com/docs/gitmailmap.
package final class Mailmap {
  private let mailmap: OwnedPointer

  /// Reads the content of a `.mailmap` file; lines that say nothing are ignored.
  ///
  /// - Throws: `GitError.failed`.
  package init(_ content: [UInt8]) throws(GitError) {
    try Repository.start(.reading)
    mailmap = try OwnedPointer("read the mailmap", freedBy: git_mailmap_free) { made in
      content.withUnsafeBytes {
        git_mailmap_from_buffer(&made, $0.bindMemory(to: CChar.self).baseAddress, $0.count)
      }
    }
  }

  /// The person's proper name and address, or the person unchanged.
  package func resolve(_ person: Person) -> Person {
    var name: UnsafePointer<CChar>?
    var email: UnsafePointer<CChar>?
    return person.name.withCString { typedName in
      person.email.withCString { typedEmail in
        guard git_mailmap_resolve(&name, &email, mailmap.pointer, typedName, typedEmail) == 0, let name, let email
        else { return person }
        return Person(name: String(cString: name), email: String(cString: email))
      }
    }
  }
}

extension Repository {
  /// Reads the content of a `.mailmap` file.
  ///
  /// - Throws: `GitError.failed`.
  package func mailmap(from content: [UInt8]) throws(GitError) -> Mailmap {
    try Mailmap(content)
  }
}
