// Written by deploy/codes from sql/codes; change those files and run it again.

extension CodeList {
  public static let accessReason = CodeList(
    "access_reason",
    [
      Code("caseload", "担当", "own caseload"),
      Code("supervision", "スーパービジョン", "supervision"),
      Code("cover", "担当不在の対応", "cover for an absent colleague"),
      Code("safety", "安全確認・緊急", "safety or emergency"),
      Code("handover", "引継ぎ", "handover"),
      Code("disclosure", "開示請求対応", "disclosure request"),
      Code("complaint", "苦情対応", "complaint"),
      Code("review", "記録確認", "record review"),
      Code("other", "その他", "other"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let ageBand = CodeList(
    "age_band",
    [
      Code("under_15", "15歳未満", "under 15"),
      Code("15_17", "15～17歳", "15 to 17"),
      Code("18_19", "18～19歳", "18 to 19"),
      Code("20s", "20～29歳", "20 to 29"),
      Code("30_34", "30～34歳", "30 to 34"),
      Code("35_39", "35～39歳", "35 to 39"),
      Code("40s", "40～49歳", "40 to 49"),
      Code("50s", "50～59歳", "50 to 59"),
      Code("60_64", "60～64歳", "60 to 64"),
      Code("65_and_over", "65歳以上", "65 and over"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let callbackResult = CodeList(
    "callback_result",
    [
      Code("reached", "つながった", "reached"),
      Code("not_wanted", "折り返し不要とのこと", "no call-back wanted"),
      Code("wrong_number", "番号違い", "wrong number"),
      Code("no_answer", "応答なし", "no answer"),
      Code("busy", "話し中", "busy"),
      Code("voicemail", "留守番電話", "voicemail"),
      Code("somebody_else", "別の方が出た", "somebody else answered"),
      Code("other", "その他", "other"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let certainty = CodeList(
    "certainty",
    [
      Code("diagnosed", "診断あり", "diagnosed"),
      Code("suspected", "疑い", "suspected"),
      Code("told", "聞き取りによる", "told"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let channel = CodeList(
    "channel",
    [
      Code("phone", "電話", "telephone"),
      Code("line", "LINE", "LINE"),
      Code("email", "メール", "email"),
      Code("web", "ホームページ", "website"),
      Code("letter", "手紙", "letter"),
      Code("walk_in", "来所", "walk-in"),
      Code("outreach", "出張", "outreach"),
      Code("other", "その他", "other"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let clientClosingReason = CodeList(
    "client_closing_reason",
    [
      Code("goals_met", "目標の達成", "goals met"),
      Code("settled_life", "生活の安定", "life has settled"),
      Code("found_place", "就労・就学・居場所等の定着", "settled in work, study or another place"),
      Code("handed_over", "他機関への引継ぎ", "handed over to another agency"),
      Code("admitted", "入院・入所", "admitted to a hospital or facility"),
      Code("moved_away", "転居", "moved away"),
      Code("wish_of_person", "本人の希望", "wish of the person"),
      Code("wish_of_family", "家族の希望", "wish of the family"),
      Code("lost_contact", "連絡途絶", "contact lost"),
      Code("program_ended", "事業・契約期間の終了", "program or contract ended"),
      Code("not_eligible", "事業の対象外", "outside the program's scope"),
      Code("died", "死亡", "death"),
      Code("duplicate_record", "重複登録", "duplicate record"),
      Code("other", "その他", "other"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let contactLevel = CodeList(
    "contact_level",
    [
      Code("no_answer", "応答なし", "no answer"),
      Code("refused", "今回は見合わせ（本人の意向）", "declined this time"),
      Code("via_family", "家族を通じたやりとり", "through the family"),
      Code("note_left", "手紙・メモを残した", "note left"),
      Code("read_signs", "読んだ様子があった", "signs that it was read"),
      Code("written_reply", "文字での返事があった", "replied in writing"),
      Code("through_door", "ドア越しのやりとり", "through the door"),
      Code("same_room", "同じ部屋で過ごした", "in the same room"),
      Code("seen", "姿が見えた", "seen"),
      Code("spoke", "会話した", "spoke"),
      Code("met", "会えた", "met"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let factor = CodeList(
    "factor",
    [
      Code("social_anxiety", "社会不安・対人恐怖", "social anxiety"),
      Code("mental_illness", "うつ・精神疾患", "depression or mental illness"),
      Code("trauma", "トラウマ", "trauma"),
      Code("family", "家庭環境・人間関係", "family and relationships"),
      Code("developmental", "学習・発達障害", "learning or developmental disorder"),
      Code("school", "学校・不登校", "school"),
      Code("work", "仕事・職場", "work"),
      Code("physical", "身体の病気・障害", "physical illness or disability"),
      Code("other", "その他", "other"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let factorRole = CodeList(
    "factor_role",
    [
      Code("trigger", "きっかけ", "trigger"),
      Code("present", "現在の状態", "present condition"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let goingOut = CodeList(
    "going_out",
    [
      Code("goes_out", "日常的に外出する", "goes out in daily life"),
      Code("hobby_errands", "趣味の用事のときだけ外出する", "goes out only for a hobby"),
      Code("nearby_shops", "近所のコンビニなどには出かける", "goes to nearby shops"),
      Code("inside_home", "自室からは出るが家からは出ない", "leaves the room but not the home"),
      Code("own_room", "自室からほとんど出ない", "hardly leaves the room"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let inquiryClosingReason = CodeList(
    "inquiry_closing_reason",
    [
      Code("answered", "回答・助言で終了", "answered"),
      Code("became_client", "支援開始", "became a client"),
      Code("referred_elsewhere", "他機関を案内", "referred elsewhere"),
      Code("no_reply", "折り返しても応答なし", "no reply to our calls"),
      Code("withdrawn", "相談者からの取下げ", "withdrawn by the caller"),
      Code("recruitment_done", "採用対応済み", "recruitment dealt with"),
      Code("sales", "営業", "sales call"),
      Code("wrong_number", "間違い電話", "wrong number"),
      Code("silent", "無言電話", "silent call"),
      Code("duplicate", "重複受付", "duplicate"),
      Code("no_number", "番号がなく折り返せない", "no number to call back"),
      Code("other", "その他", "other"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let inquiryKind = CodeList(
    "inquiry_kind",
    [
      Code("consultation", "相談", "consultation"),
      Code("tour", "見学", "tour of the office"),
      Code("recruitment", "採用・求人応募", "recruitment"),
      Code("agency_query", "関係機関からの照会", "query from an agency"),
      Code("media", "取材・報道", "media"),
      Code("complaint", "苦情", "complaint"),
      Code("sales", "営業", "sales call"),
      Code("wrong_number", "間違い電話", "wrong number"),
      Code("silent", "無言電話", "silent call"),
      Code("other", "その他", "other"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let planCheck = CodeList(
    "plan_check",
    [
      Code("daily", "毎日", "daily"),
      Code("weekly", "週に一度", "weekly"),
      Code("none", "確認なし", "no checks"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let planResult = CodeList(
    "plan_result",
    [
      Code("done", "できた", "done"),
      Code("partly", "一部できた", "partly done"),
      Code("smaller", "目標を小さくした", "made smaller"),
      Code("other_step", "別の一歩があった", "another step"),
      Code("rested", "休んだ", "rested"),
      Code("not_yet", "これから", "not yet"),
      Code("not_confirmed", "未確認", "not confirmed"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let providerKind = CodeList(
    "provider_kind",
    [
      Code("psychiatry", "精神科", "psychiatry"),
      Code("psychosomatic", "心療内科", "psychosomatic medicine"),
      Code("medical", "医療機関", "medical institution"),
      Code("visiting_nurse", "訪問看護", "visiting nurse service"),
      Code("dental", "歯科", "dental clinic"),
      Code("counseling", "心理カウンセリング", "counseling"),
      Code("health_center", "保健所・保健センター", "public health center"),
      Code("mental_health_center", "精神保健福祉センター", "mental health and welfare center"),
      Code("developmental_center", "発達障害者支援センター", "developmental disorder support center"),
      Code("hikikomori_center", "ひきこもり地域支援センター", "regional hikikomori support center"),
      Code("welfare_office", "福祉事務所", "welfare office"),
      Code("municipal_office", "市区町村窓口", "municipal office"),
      Code("social_welfare_council", "社会福祉協議会", "social welfare council"),
      Code("self_reliance_support", "自立相談支援機関", "self-reliance consultation agency"),
      Code("work_preparation", "就労準備支援", "work preparation support"),
      Code("comprehensive_care_center", "地域包括支援センター", "community comprehensive care center"),
      Code("disability_support", "障害者総合支援関連施設", "disability support facility"),
      Code("planning_consultation", "計画相談支援", "planning consultation support"),
      Code("employment_transition", "就労移行支援", "employment transition support"),
      Code("supported_employment_a", "就労継続支援A型", "supported employment, type A"),
      Code("supported_employment_b", "就労継続支援B型", "supported employment, type B"),
      Code("disability_employment", "障害者雇用促進関連施設", "disability employment promotion facility"),
      Code("child_guidance_center", "児童相談所", "child guidance center"),
      Code("youth_consultation", "子ども・若者総合相談センター", "child and youth consultation center"),
      Code("youth_support_station", "地域若者サポートステーション", "regional youth support station"),
      Code("hello_work", "ハローワーク", "Hello Work"),
      Code("vocational_school", "職業訓練校", "vocational training school"),
      Code("career_counseling", "キャリアカウンセリング", "career counseling"),
      Code("school", "学校・教育委員会等", "school or board of education"),
      Code("free_school", "フリースクール", "free school"),
      Code("employer", "企業", "employer"),
      Code("community_center", "公民館・公共施設", "community center or public facility"),
      Code("circle", "サークル", "hobby circle"),
      Code("volunteer", "ボランティア活動", "volunteering"),
      Code("neighborhood", "町内会・地域活動", "neighborhood activity"),
      Code("online_community", "オンラインコミュニティ", "online community"),
      Code("ibasho", "居場所", "place to be (ibasho)"),
      Code("peer_group", "当事者会", "peer group"),
      Code("family_group", "家族会", "family group"),
      Code("private_support", "民間支援団体", "private support group"),
      Code("legal_aid", "法律相談", "legal aid"),
      Code("pension_office", "年金事務所", "pension office"),
      Code("womens_support", "女性相談支援センター", "women's support center"),
      Code("police", "警察", "police"),
      Code("commissioner", "民生委員・児童委員", "welfare commissioner"),
      Code("other", "その他", "other"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let referralStatus = CodeList(
    "referral_status",
    [
      Code("informed", "情報提供のみ", "information only"),
      Code("offered", "提案（本人検討中）", "offered, person considering"),
      Code("refused_by_person", "見送り（本人の意向）", "declined by the person"),
      Code("agreed", "本人が同意", "agreed by the person"),
      Code("asked", "打診中", "provider asked"),
      Code("waiting", "待機", "waiting"),
      Code("declined_by_provider", "先方の受入れ不可", "declined by the provider"),
      Code("booked", "初回予約済み", "first visit booked"),
      Code("first_visit_kept", "初回利用あり", "first visit kept"),
      Code("first_visit_missed", "初回利用なし", "first visit missed"),
      Code("in_use", "利用中", "in use"),
      Code("interrupted", "利用の中断", "interrupted"),
      Code("ended", "利用終了", "ended"),
      Code("returned", "当オフィスに戻った", "returned to this office"),
      Code("cancelled", "取消", "cancelled"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let relation = CodeList(
    "relation",
    [
      Code("self", "本人", "the person"),
      Code("mother", "母", "mother"),
      Code("father", "父", "father"),
      Code("sibling", "きょうだい", "sibling"),
      Code("spouse", "配偶者", "spouse or partner"),
      Code("child", "子", "child"),
      Code("grandparent", "祖父母", "grandparent"),
      Code("family", "その他の家族・親族", "other relative"),
      Code("agency", "関係機関", "agency"),
      Code("commissioner", "民生委員・児童委員", "welfare commissioner"),
      Code("friend", "友人・知人", "friend"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let role = CodeList(
    "role",
    [
      Code("counselor", "相談員", "counselor"),
      Code("intake", "受付担当", "intake"),
      Code("supervisor", "スーパーバイザー", "supervisor"),
      Code("office_admin", "事務管理者", "office administrator"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let sessionKind = CodeList(
    "session_kind",
    [
      Code("consultation", "相談", "consultation"),
      Code("agency_contact", "関係機関連絡", "contact with an agency"),
      Code("absent_visit", "不在訪問", "visit, nobody in"),
      Code("no_show", "来所なし・キャンセル", "not attended or cancelled"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let sessionMethod = CodeList(
    "session_method",
    [
      Code("office", "来所", "office visit"),
      Code("home_visit", "訪問", "home visit"),
      Code("outreach", "出張", "outreach"),
      Code("phone", "電話", "telephone"),
      Code("line", "LINE", "LINE"),
      Code("sms", "SMS", "SMS"),
      Code("email", "メール", "email"),
      Code("letter", "手紙", "letter"),
      Code("online", "オンライン", "online"),
      Code("fax", "FAX", "fax"),
      Code("other", "その他", "other"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let sex = CodeList(
    "sex",
    [
      Code("male", "男性", "male"),
      Code("female", "女性", "female"),
      Code("other", "その他", "other"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let who = CodeList(
    "who",
    [
      Code("person", "本人", "the person"),
      Code("mother", "母", "mother"),
      Code("father", "父", "father"),
      Code("sibling", "きょうだい", "sibling"),
      Code("spouse", "配偶者", "spouse or partner"),
      Code("child", "子", "child"),
      Code("grandparent", "祖父母", "grandparent"),
      Code("family", "その他の家族・親族", "other relative"),
      Code("household", "世帯全体", "whole household"),
      Code("agency", "関係機関", "agency"),
      Code("commissioner", "民生委員・児童委員", "welfare commissioner"),
      Code("friend", "友人・知人", "friend"),
      Code("staff", "職員", "staff"),
      Code("other", "その他", "other"),
      Code("unknown", "不明", "unknown"),
    ])

  public static let withdrawalBand = CodeList(
    "withdrawal_band",
    [
      Code("under_6m", "6か月未満", "under 6 months"),
      Code("6m_1y", "6か月以上1年未満", "6 months to under 1 year"),
      Code("1_2y", "1年以上2年未満", "1 to under 2 years"),
      Code("2_3y", "2年以上3年未満", "2 to under 3 years"),
      Code("3_5y", "3年以上5年未満", "3 to under 5 years"),
      Code("5_10y", "5年以上10年未満", "5 to under 10 years"),
      Code("10_15y", "10年以上15年未満", "10 to under 15 years"),
      Code("15_20y", "15年以上20年未満", "15 to under 20 years"),
      Code("20y_and_over", "20年以上", "20 years and over"),
      Code("unknown", "不明", "unknown"),
    ])

  /// Every list.
  public static let all: [CodeList] = [
    accessReason, ageBand, callbackResult, certainty, channel, clientClosingReason, contactLevel, factor, factorRole,
    goingOut, inquiryClosingReason, inquiryKind, planCheck, planResult, providerKind, referralStatus, relation, role,
    sessionKind, sessionMethod, sex, who, withdrawalBand,
  ]
}
