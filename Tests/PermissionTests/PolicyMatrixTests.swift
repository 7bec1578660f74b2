import Postgres
import TestSupport
import Testing

@Suite("The policies")
struct PolicyMatrixTests {
  @Test("inside a function that asks for too much, the policies still show and store what is each person's own")
  func matrix() throws {
    try TestOffice.run { office in
      try PolicyOffice.build(office)
      let cells = try PolicyCells.install(in: office)
      let empty = try office.omniscient().lines(
        """
        select c.relname::text as line from pg_class c
        where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'
          and xpath('/row/n/text()', query_to_xml(format('select count(*) as n from app.%I', c.relname), true, true, ''))::text = '{0}'
        """)
      #expect(empty.isEmpty, "a table without rows hides nothing: \(empty)")
      for actor in PolicyModel.actors {
        let connection: Connection
        switch actor.name {
        case "ippo_migrate": connection = try office.migration()
        default: connection = try office.connection(actor.name)
        }
        let wrong = try connection.lines(
          "select what || ', got ' || coalesce(got, 'null') as line from probe.wrong(null, false)")
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(12).joined(separator: "\n"))")
      }
      #expect(cells > 3_000)
      try PermissionsPage.tells("asks for too much | \(PermissionsPage.grouped(cells)) | `PolicyMatrixTests`")
    }
  }
}
