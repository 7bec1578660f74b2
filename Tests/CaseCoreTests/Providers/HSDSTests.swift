import Testing

@testable import CaseCore

@Suite("Reading HSDS")
struct HSDSTests {
  private let current = [
    "organizations.csv": "id,name,website,parent_organization_id\no1,Ume,http://ume.example,\no2,Momo,,\n",
    "services.csv": """
    id,organization_id,name,description,status,alert
    s1,o1,Counselling,"Quiet talks,
    by the hour",active,
    s2,o1,Old one,,defunct,

    """,
    "locations.csv":
      "id,location_type,organization_id,name,latitude,longitude\nl1,physical,o1,Hall,33.5,130.4\n"
      + "l2,physical,o9,Annex,130.4,33.5\n",
    "service_at_location.csv": "id,service_id,location_id\nx1,s1,l1\n",
    "phones.csv": "id,service_id,location_id,number,extension,type\n"
      + "p0,s1,,092-555-0199,,fax\np1,s1,,\"\"\"092-555-0100\"\"\",12,voice\np2,,l7,092-555-0101,,voice\n",
    "addresses.csv": "id,location_id,attention,address_1,city,postal_code,address_type\n"
      + "a1,l1,A. Person,PO 1,Fukuoka,8100001,postal\na2,l1,A. Person,Tenjin 1,Fukuoka,8100001,physical\n",
    "schedules.csv": "id,service_id,dtstart,freq,byday,opens_at,closes_at,description\n"
      + "c1,s1,2020-01-01,WEEKLY,\"MO,TU\",09:00:00,17:00:00,by appointment\n",
  ]

  @Test(
    "a service is a provider with the telephone, address and hours nearest to it; an organization without one as well")
  func services() throws {
    try Fixture.withFolder(current) { folder in
      let reading = try DirectoryReading.read(.hsds, path: folder)
      #expect(reading.layout == .hsds3)
      #expect(reading.rows.map(\.key) == ["service:s1", "service:s2", "organization:o2"])
      #expect(reading.rows.map(\.isSkipped) == [false, true, false], "what is defunct is left out")
      let facts = try #require(reading.rows.first?.facts)
      #expect(facts.name == "Counselling (Ume)" && facts.url == "http://ume.example")
      #expect(facts.phone?.e164 == "+81925550100", "without its quotes, and not the fax")
      #expect(facts.address == "Tenjin 1, Fukuoka" && facts.postal == "810-0001")
      #expect(facts.hours == "MO,TU 09:00–17:00 by appointment")
      #expect(facts.notes == "Quiet talks,\nby the hour\next. 12")
    }
  }

  @Test("what leads nowhere, quotes and impossible places are told by table and line")
  func warnings() throws {
    try Fixture.withFolder(current) { folder in
      let reading = try DirectoryReading.read(.hsds, path: folder)
      #expect(reading.rules(line: 3, table: "locations.csv") == [.dangling, .coordinatesSwapped])
      #expect(reading.rules(line: 4, table: "phones.csv") == [.dangling])
      #expect(reading.rules(line: 3, table: "phones.csv") == [.phoneQuoted])
      #expect(reading.rules(line: 4, table: "services.csv") == [.notActive])
      #expect(reading.warnings.count == 5)
    }
  }

  @Test("version 1 is told by its columns, and its tables are understood")
  func version1() throws {
    let older = [
      "organizations.csv": "id,name,url,tax_status\no1,Ume,http://ume.example,\n",
      "services.csv": "id,organization_id,location_id,name,wait_time\ns1,o1,l1,Counselling,\n",
      "locations.csv": "id,organization_id,name,latitude,longitude\nl1,o1,Hall,33.5,130.4\n",
      "physical_addresses.csv": "id,location_id,address_1,city\na1,l1,Tenjin 1,Fukuoka\n",
      "regular_schedules.csv": "id,service_id,weekday,opens_at,closes_at\nc1,s1,Monday,09:00,17:00\n",
    ]
    try Fixture.withFolder(older) { folder in
      let reading = try DirectoryReading.read(.hsds, path: folder)
      #expect(reading.layout == .hsds1 && reading.warnings.isEmpty)
      let facts = try #require(reading.rows.first?.facts)
      #expect(facts.url == "http://ume.example" && facts.address == "Tenjin 1, Fukuoka")
      #expect(facts.hours == "Monday 09:00–17:00")
    }
  }

  @Test("a folder without organizations and services is refused")
  func noTables() throws {
    try Fixture.withFolder(["other.csv": "id\n1\n"]) { folder in
      #expect(throws: DirectoryFault.tablesMissing) { try DirectoryReading.read(.hsds, path: folder) }
    }
  }
}
