//! Questions and answers: who is it, and is it the one.

use serde::{Deserialize, Deserializer, Serialize};

use super::{BiometricData, BiometricSubType, BiometricType, Open};

/// Who is it?
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IdentifyRequest {
    /// What the person has to be like besides.
    pub filter: Open,
    /// Face and fingers.
    pub biometric_data: Vec<BiometricData>,
}

/// Is it the one that is known?
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VerifyFromId {
    /// Face and fingers.
    pub biometric_data: Vec<BiometricData>,
}

/// Are these two one?
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VerifyFromBio {
    /// Face and fingers of the one.
    #[serde(rename = "biometricData1")]
    pub biometric_data_1: Vec<BiometricData>,
    /// And of the other.
    #[serde(rename = "biometricData2")]
    pub biometric_data_2: Vec<BiometricData>,
}

/// Somebody who may be the one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Candidate {
    /// Who.
    pub person_id: String,
    /// The place among all candidates, the most likely at 1.
    pub rank: i32,
    /// How alike, on the scale of the service.
    pub score: f64,
    /// Of what this was made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scores: Vec<ScoreDetail>,
    /// What the service adds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<Open>,
}

/// How alike one part is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScoreDetail {
    /// How alike, on the scale of the service.
    pub score: f64,
    /// Of which encounter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encounter_id: Option<String>,
    /// What part of a person; none for all together.
    #[serde(default, deserialize_with = "kind", skip_serializing_if = "Option::is_none")]
    pub biometric_type: Option<BiometricType>,
    /// Which of them; none also where the name is not known here.
    #[serde(default, deserialize_with = "known", skip_serializing_if = "Option::is_none")]
    pub biometric_sub_type: Option<BiometricSubType>,
    /// Tells two of the same type and subtype apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// What the service adds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<Open>,
}

/// Reads what part of a person it is; one whose name is not known here is unknown.
fn kind<'de, D: Deserializer<'de>>(from: D) -> Result<Option<BiometricType>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    Ok(text.map(|text| {
        let name = serde::de::value::StringDeserializer::<D::Error>::new(text);
        BiometricType::deserialize(name).unwrap_or(BiometricType::Unknown)
    }))
}

/// Reads a name; one that is not known is none.
fn known<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    let name = text.map(serde::de::value::StringDeserializer::<D::Error>::new);
    Ok(name.and_then(|name| T::deserialize(name).ok()))
}

/// Whether two are one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verification {
    /// Whether the threshold was reached.
    pub decision: bool,
    /// How alike.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scores: Vec<ScoreDetail>,
}

/// The answer comes later, under this number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TaskId {
    /// The number.
    pub task_id: String,
    /// What the service adds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<Open>,
}

/// How far a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TaskStatus {
    /// It is being done.
    Pending,
    /// It is done, and the answer will be sent.
    ResponseScheduled,
    /// It is done, and the answer could not be sent.
    ResponseError,
    /// It is done, and the answer will be sent once more.
    ResponseRetry,
    /// It is done, and the answer was sent.
    Completed,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_add_to_an_answer_is_passed_over() {
        let answer = r#"[{"personId": "a", "rank": 1, "score": 3500, "new": [1], "scores": [
            {"score": 12.5, "biometricType": "FINGER", "biometricSubType": "RIGHT_INDEX"},
            {"score": 1, "biometricType": "GAIT", "biometricSubType": "SIXTH", "rotation": 3},
            {"score": 7}]}]"#;
        let candidates: Vec<Candidate> = serde_json::from_str(answer).unwrap();
        let parts: Vec<_> = candidates[0].scores.iter().map(|one| one.biometric_type).collect();
        assert_eq!(parts, [Some(BiometricType::Finger), Some(BiometricType::Unknown), None]);
        assert_eq!(candidates[0].scores[0].biometric_sub_type, Some(BiometricSubType::RightIndex));
    }

    #[test]
    fn what_is_known_of_a_person_is_not_shown() {
        let text = r#"{"filter": {"name": "Popescu"}, "biometricData": [
            {"biometricType": "FACE", "image": "aW1hZ2U=", "comment": "Ionescu"}]}"#;
        let shown = format!("{:?}", serde_json::from_str::<IdentifyRequest>(text).unwrap());
        for secret in ["Popescu", "aW1hZ2U", "Ionescu"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }

    #[test]
    fn requests_have_the_fields_of_the_interface() {
        let of = |text| serde_json::from_str::<VerifyFromBio>(text);
        assert!(of(r#"{"biometricData1": [], "biometricData2": []}"#).is_ok());
        assert!(of(r#"{"biometricData1": []}"#).is_err());
        let of = |text| serde_json::from_str::<IdentifyRequest>(text);
        assert!(of(r#"{"filter": {"gender": "F"}, "biometricData": []}"#).is_ok());
        assert!(of(r#"{"biometricData": []}"#).is_err());
        assert!(of(r#"{"filter": {}, "biometricData": [], "more": 1}"#).is_err());
    }
}
