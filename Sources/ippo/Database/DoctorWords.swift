import Paper

/// The doctor's checks in both languages; the database names them in English, and a newer one may know more.
enum DoctorWords {
  static func label(of check: String, in lang: Language) -> String { lang == .ja ? japanese[check] ?? check : check }

  private static let japanese: [String: String] = [
    "every table of app forces row-level security":
      "app のすべての表が行単位の制限を強制している",
    "every table of app has a policy":
      "app のすべての表に方針がある",
    "every table of app has the audit trigger":
      "app のすべての表に監査の引き金がある",
    "the head of the audit chain follows its entries":
      "監査の鎖の先頭が記録に付いていく",
    "every table of app belongs to ippo_owner":
      "app のすべての表の持ち主が ippo_owner である",
    "no staff group and nobody else holds a privilege on a table of app or audit":
      "職員の役割などが app や audit の表に直接の権限を持たない",
    "nobody may delete or truncate, but for the gate and its verifiers":
      "誰も行を消せない(照合値を消す門だけを除く)",
    "every definer function sets the search path to pg_catalog, pg_temp":
      "持ち主の権限で動く関数の検索経路が固定されている",
    "no function is open to PUBLIC":
      "誰にでも開かれた関数がない",
    "only me and the figures belong to a role that passes row-level security":
      "行単位の制限を越える関数は me と数値だけである",
    "every function of me belongs to ippo_lookup":
      "誰かを調べる関数 me の持ち主が ippo_lookup である",
    "every active member of staff has a login with their groups, and no other":
      "在籍の職員のログインが役割どおりである",
    "no ippo_ role has a staff member in it":
      "ippo_ の役割に職員が入っていない",
    "the server logs no contents and passwords are SCRAM":
      "サーバーの記録に内容が残らず、パスワードは SCRAM である",
    "the database has the settings of sql/database.sql":
      "データベースの設定が sql/database.sql どおりである",
    "PUBLIC may not connect or make temporary tables":
      "誰でもは接続できず、一時表も作れない",
    "counters that tell of hidden rows are closed to PUBLIC":
      "見えない行を数える関数が閉じられている",
  ]
}
