//! Programs of vendors, played by small scripts of the shell.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ees_capture::scanner::Program;
use ees_match::image::{Image, encode_png};
use serde_json::json;
use tempfile::TempDir;

use crate::kit::{Agent, agent, image};

/// Answers what is attached, and goes on to `take` when it is to take fingers.
const DEVICE: &str = r#"
read -r asked
case "$asked" in
  *'"ask":"device"'*)
    echo '{"tell":"device","name":"Vendor 4","attached":true,"fingers":["right-index","right-middle"]}'
    exit 0;;
esac
"#;

/// An agent whose program does `take` in a folder with the image `print.b64`.
fn agent_that(take: &str) -> (Agent, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let pixels = (0..300 * 400).map(|at| if at % 300 % 9 < 5 { 40 } else { 210 }).collect();
    let file = encode_png(&Image::new(300, 400, 500, pixels).unwrap()).unwrap();
    fs::write(folder.path().join("print.b64"), STANDARD.encode(file)).unwrap();
    let script = folder.path().join("vendor.sh");
    let path = folder.path().display();
    fs::write(&script, format!("cd '{path}'\n{DEVICE}\n{take}\n")).unwrap();
    // The shell is started, and not the script: a file that was just written may still be open
    // in a process that another test starts, and then cannot be executed.
    let arguments = vec![script.display().to_string()];
    (agent(Program::new("/bin/sh".into(), arguments)), folder)
}

fn wait_for(path: &Path) -> String {
    loop {
        match fs::read_to_string(path) {
            Ok(text) if text.ends_with('\n') => return text.trim().to_owned(),
            Ok(_) | Err(_) => std::thread::yield_now(),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_keeps_to_the_protocol_is_a_scanner() {
    let (agent, _folder) = agent_that(
        r#"
        case "$asked" in *'"hand":"right","fingers":["right-index","right-middle"],"timeout_seconds":120}') ;; *) exit 1;; esac
        echo '{"tell":"waiting"}'
        echo '{"tell":"taking"}'
        for finger in right-middle right-index; do
          printf '{"tell":"finger","finger":"%s","image":"%s"}\n' $finger "$(cat print.b64)"
        done
        echo '{"tell":"done"}'"#,
    );
    let status = agent.send("GET /v1/status", "").await.json();
    assert_eq!(status["device"]["name"], "Vendor 4");
    assert_eq!(status["device"]["simulated"], false);
    assert_eq!(status["device"]["hands"], json!(["right"]));
    let capture = agent.capture(&["right-index", "right-middle"]).await;
    assert_eq!(capture["state"], "done", "{capture}");
    assert_eq!(capture["fingers"][0]["finger"], "right-index");
    for place in [0, 1] {
        assert_eq!(image(&capture, place).height(), 400);
    }
    assert_eq!(agent.ask(&["right-ring"], 60).await.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_fails_is_told_apart() {
    let one =
        r#"printf '{"tell":"finger","finger":"right-index","image":"%s"}\n' "$(cat print.b64)""#;
    let cases = [
        ("exit 0", "program-ended"),
        ("kill -9 $$", "program-ended"),
        (one, "program-ended"),
        ("echo nonsense", "program-unclear"),
        (r#"echo '{"tell":"song"}'"#, "program-unclear"),
        ("echo; echo", "program-unclear"),
        ("while :; do echo '{\"tell\":\"taking\"}'; done", "program-unclear"),
        ("head -c 20000000 /dev/zero", "program-unclear"),
        (r#"echo '{"tell":"finger","finger":"right-ring","image":""}'"#, "unreadable-image"),
        (r#"echo '{"tell":"finger","finger":"right-index","image":"?"}'"#, "unreadable-image"),
        (r#"echo '{"tell":"finger","finger":"nose","image":"AA=="}'"#, "program-unclear"),
        (r#"echo '{"tell":"failed","why":"wrong-finger"}'"#, "wrong-finger"),
        (r#"echo '{"tell":"failed","why":"unplugged"}'"#, "unplugged"),
        (r#"echo '{"tell":"failed","why":"the lamp"}'"#, "scanner-failed"),
        (r#"echo '{"tell":"done"}'"#, "incomplete"),
    ];
    for (take, code) in cases {
        let (agent, _folder) = agent_that(take);
        let capture = agent.capture(&["right-index", "right-middle"]).await;
        assert_eq!(capture["failure"]["code"], code, "{take}");
        assert!(!capture.to_string().contains("\"image\""), "{take}");
    }
    let twice = format!("{one}\n{one}\necho '{{\"tell\":\"done\"}}'");
    let (agent, _folder) = agent_that(&twice);
    let capture = agent.capture(&["right-index", "right-middle"]).await;
    assert_eq!(capture["failure"]["code"], "program-unclear");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_does_not_end_is_killed_with_what_it_started() {
    for ends_by in ["cancelling", "timeout"] {
        let (agent, folder) = agent_that(
            "cat >/dev/null &\n\
             sleep 1000 & echo $! >number\nwait",
        );
        let path = agent.begin(&["right-index"], if ends_by == "timeout" { 1 } else { 60 }).await;
        let number = wait_for(&folder.path().join("number"));
        let process = Path::new("/proc").join(&number);
        if ends_by == "cancelling" {
            assert_eq!(agent.send(&format!("DELETE {path}"), "").await.status, 204);
        } else {
            assert_eq!(agent.ended(&path).await["failure"]["code"], "timeout");
        }
        let is_running = || {
            let status = fs::read_to_string(process.join("stat")).unwrap_or_default();
            !status.is_empty() && !status.contains(") Z ")
        };
        while is_running() {
            std::thread::yield_now();
        }
        assert_eq!(agent.ask(&["right-index"], 1).await.status, 201, "after {ends_by}");
    }
}

#[tokio::test]
async fn a_program_that_is_not_there_is_no_scanner() {
    let agent = agent(Program::new("/nonexistent/scanner".into(), Vec::new()));
    let status = agent.send("GET /v1/status", "").await.json();
    assert_eq!(status["device"]["attached"], false);
    let answer = agent.ask(&["right-index"], 60).await;
    assert_eq!((answer.status, &*answer.code()), (503, "scanner-not-attached"));
}
