import Git
import TestSupport
import Testing

struct MailmapTests {
  @Test func `people are resolved as git resolves them`() throws {
    let fixture = try FixtureRepository()
    let content = """
      # the mentor's web edits
      Ben Osei <ben@example.org> <1234+ben@users.noreply.github.com>
      Ana Ruiz <ana@example.org> Anita <a@old.example.org>
      <new@example.org> <a@old.example.org>
      Only Name <only@example.org>
      Ignored <> <i@example.org>
        Spaced  Out   <s@example.org>   <S2@example.org>  # rest
      First <twice@example.org>
      Second <twice@example.org>
      nonsense
      broken <b@example.org

      """
    try fixture.write(".mailmap", content)
    let mailmap = Mailmap(Array(content.utf8))
    for (name, email) in [
      ("ben", "1234+BEN@users.noreply.github.com"), ("anita", "a@old.example.org"), ("Other", "A@old.example.org"),
      ("x", "only@example.org"), ("x", "i@example.org"), ("x", "s2@example.org"), ("x", "twice@example.org"),
      ("x", "b@example.org"), ("Nobody", "n@example.org"),
    ] {
      let resolved = mailmap.resolve(Person(name: name, email: email))
      let git = try fixture.git("check-mailmap", "\(name) <\(email)>")
      #expect("\(resolved.name) <\(resolved.email)>\n" == git)
    }
  }

  @Test func `an empty mailmap changes nobody`() {
    #expect(Mailmap([]).resolve(.ana) == .ana)
    #expect(Mailmap([0xff, 0x00, 0x3c, 0x3e, 0x3c]).resolve(.ana) == .ana)
  }
}
