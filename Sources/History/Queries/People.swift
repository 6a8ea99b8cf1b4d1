package import Git
package import Records

/// Who made the commits of a history.
package struct People: Sendable {
  /// One person with what they made.
  package struct Contributor: Sendable, Hashable {
    /// Named as the tip's mailmap says.
    package let author: Author
    package fileprivate(set) var commits: Int
    /// When the last of them was made.
    package fileprivate(set) var last: CommitTime
    /// The latest time by the clock that any of them was committed with; in order it isn't always the last.
    package fileprivate(set) var latest: CommitTime
  }

  /// Everyone who made a commit, by the address; those who came first stand first.
  package fileprivate(set) var contributors: [Contributor] = []

  fileprivate var authors: AuthorTable?

  /// A person as the tip's mailmap names them, with their part in the relationship.
  package func author(_ person: Person) -> Author {
    authors?.author(person) ?? Author(person: person, role: nil)
  }
}

extension History {
  /// A person as the tip's mailmap names them, as events do.
  ///
  /// - Throws: `HistoryError.git`.
  package func named(_ person: Person) throws(HistoryError) -> Person {
    do throws(GitError) {
      return try mailmap()?.resolve(person) ?? person
    } catch {
      throw .git(error)
    }
  }

  /// The part that a person has by a `relationship.md`, under each address that the tip's mailmap joins.
  ///
  /// - Throws: `HistoryError.git`.
  package func role(of person: Person, by relationship: Document) throws(HistoryError) -> Role? {
    do throws(GitError) {
      let mailmap = try mailmap()
      var roles = RoleTable()
      roles.add(RecordSnapshot(relationship, kind: .relationship), mailmap: mailmap)
      return roles.role(of: mailmap?.resolve(person) ?? person)
    } catch {
      throw .git(error)
    }
  }

  private func mailmap() throws(GitError) -> Mailmap? {
    guard let tip else { return nil }
    return try AuthorTable.mailmap(in: try repository.commit(tip).tree, of: repository)
  }

  /// Tells who made the commits, with their parts in the relationship.
  ///
  /// - Throws: `HistoryError.git`.
  package func people() async throws(HistoryError) -> People {
    do throws(GitError) {
      guard let graph = try await graphOfAll() else { return People() }
      let files = try await FilesByCommit.read(nil, [RoleTable.path], in: graph, of: repository)
      var versions = VersionStore(repository)
      let authors = try AuthorTable(graph, files: files, versions: &versions)
      var people = People()
      people.authors = authors
      var positions: [String: Int] = [:]
      for index in graph.nodes.indices {
        let reference = authors.reference(to: try graph.commit(index, in: repository))
        let address = reference.author.person.email.lowercased()
        if let position = positions[address] {
          people.contributors[position].commits += 1
          people.contributors[position].last = reference.authored
          if reference.committed.secondsSince1970 > people.contributors[position].latest.secondsSince1970 {
            people.contributors[position].latest = reference.committed
          }
        } else {
          positions[address] = people.contributors.count
          let (last, latest) = (reference.authored, reference.committed)
          people.contributors.append(.init(author: reference.author, commits: 1, last: last, latest: latest))
        }
      }
      return people
    } catch {
      throw .git(error)
    }
  }
}
