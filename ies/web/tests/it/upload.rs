//! Forms with a file, and looking for what was in it.

use fnd_testkit::http::{Answer, Client};
use http::Method;

use crate::kit::Site;

/// What stands in the metadata of the picture that is uploaded, and may be found nowhere.
pub const CANARY: &str = "QXZWKANARIENVOGEL";

/// A JPEG with a comment.
pub fn jpeg() -> Vec<u8> {
    let pixels = vec![200_u8; 640 * 400 * 3];
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    encoder.encode(&pixels, 640, 400, jpeg_encoder::ColorType::Rgb).unwrap();
    let comment = CANARY.as_bytes();
    let length = u16::try_from(comment.len() + 2).unwrap().to_be_bytes();
    let segment = [&[0xFF, 0xFE], length.as_slice(), comment].concat();
    [&bytes[..2], &segment, &bytes[2..]].concat()
}

/// A part of a form.
#[derive(Clone)]
pub enum Part {
    Value(&'static str, String),
    File(&'static str, &'static str, Vec<u8>),
}

/// What Maria types. Her ministry is new; she asks for the only Community.
pub async fn form(site: &Site) -> Vec<Part> {
    let client = site.database.superuser().await;
    let row = client.query_one("SELECT community_id::text FROM community", &[]).await.unwrap();
    let value = |name: &'static str, value: &str| Part::Value(name, value.to_owned());
    vec![
        value("first_name", "Maria"),
        value("last_name", "Beridze"),
        value("email", "maria@example.test"),
        value("telephone", "+995 32 555 01 23"),
        value("organisation_name", "Ministry of Internal Affairs"),
        value("organisation_kind", "national-authority"),
        value("organisation_seat", "GEO"),
        value("job_title", "Policy officer"),
        value("work_address", "12 Example Avenue\n0105 Tbilisi"),
        value("communities", row.get(0)),
        value("justification", "I answer ad-hoc queries."),
        Part::File("scan", "page.jpg", jpeg()),
        value("consent", "yes"),
        value("transfer_consent", "yes"),
    ]
}

/// The same, with `name` as `value`.
pub fn with(mut parts: Vec<Part>, name: &'static str, value: &str) -> Vec<Part> {
    parts.retain(|part| !matches!(part, Part::Value(known, _) if *known == name));
    parts.push(Part::Value(name, value.to_owned()));
    parts
}

/// The same, with another file, or none.
pub fn with_file(mut parts: Vec<Part>, file: Option<(&'static str, Vec<u8>)>) -> Vec<Part> {
    parts.retain(|part| !matches!(part, Part::File(..)));
    parts.extend(file.map(|(name, content)| Part::File("scan", name, content)));
    parts
}

/// Sends a form as a browser sends one with files.
pub async fn send(site: &Site, client: &Client, path: &str, parts: &[Part]) -> Answer {
    const BOUNDARY: &str = "----limen0123456789";
    let mut body: Vec<u8> = Vec::new();
    for part in parts {
        let (head, content) = match part {
            Part::Value(name, value) => (format!("name=\"{name}\"\r\n"), value.as_bytes()),
            Part::File(name, file, content) => (
                format!("name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: image/jpeg\r\n"),
                content.as_slice(),
            ),
        };
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let headers = [
        ("content-type", kind.as_str()),
        ("accept", "text/html"),
        ("sec-fetch-site", "same-origin"),
    ];
    client.send_bytes(Method::POST, &site.at(path), &headers, body).await.unwrap()
}

/// The names of the files with ciphertext.
pub fn files(site: &Site) -> Vec<String> {
    let folder = std::fs::read_dir(site.folder.path().join("files")).unwrap();
    folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// Looks for `canary` in every table, in every file of the site, and in the files of the database.
pub async fn assert_gone(site: &Site, canary: &str) {
    let client = site.database.superuser().await;
    let tables = client
        .query("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'", &[])
        .await
        .unwrap();
    for table in tables {
        let table: String = table.get(0);
        let sql = format!(
            "SELECT count(*) FROM {table} AS row
              WHERE row::text LIKE '%' || $1 || '%'
                 OR row::text LIKE '%' || encode(convert_to($1, 'UTF8'), 'hex') || '%'"
        );
        let row = client.query_one(&sql, &[&canary]).await.unwrap();
        assert_eq!(row.get::<_, i64>(0), 0, "in {table}");
    }
    client.batch_execute("CHECKPOINT").await.unwrap();
    for folder in [site.folder.path(), site.database.data_folder()] {
        search(folder, canary.as_bytes());
    }
}

fn search(folder: &std::path::Path, canary: &[u8]) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            search(&path, canary);
        } else if let Ok(content) = std::fs::read(&path) {
            let is_there = content.windows(canary.len()).any(|window| window == canary);
            assert!(!is_there, "in {}", path.display());
        }
    }
}
