//! A merchant's legal agreements: read, listed; and links from the API, opened in the browser.

use super::{actions::read, actions_view::past, api::room, cards::opened, console::small};
use crate::{app::App, command_error, open_profile::OpenProfile};
use contract::{
    AcceptanceView, AgreementView, AgreementsView, CommandError, FurtherField, LinkOpened,
    LinkView, OfMerchant, OpenLink, ShownAgreement,
};
use domain::MerchantId;
use engine::{
    agreements::{Acceptance, Agreement, Agreements, agreements_of},
    api::Cause,
};
use partner_api::endpoints::get_legal_agreements::GetLegalAgreements;
use url::Url;

/// A link that is not opened.
#[derive(Debug, thiserror::Error)]
#[error("only a link that begins with https:// and names a host is opened")]
struct NoHttps;

/// What the ledger knows of a merchant's agreements.
pub async fn list_agreements(
    app: &App,
    request: OfMerchant,
) -> Result<AgreementsView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    view(
        &profile,
        read("merchant", MerchantId::parse(&request.merchant))?,
    )
    .await
}

/// Reads a merchant's agreements from the API.
pub async fn read_agreements(
    app: &App,
    request: OfMerchant,
) -> Result<AgreementsView, CommandError> {
    let profile = opened(app, &request.profile).await?;
    let merchant = read("merchant", MerchantId::parse(&request.merchant))?;
    let cause = Cause::person(app.operator());
    let called = room(&profile)?
        .call(&GetLegalAgreements { merchant }, cause)
        .await;
    called.map_err(|error| command_error::api(&error))?;
    app.notices.stale(&super::AFTER_A_CALL);
    view(&profile, merchant).await
}

async fn view(profile: &OpenProfile, merchant: MerchantId) -> Result<AgreementsView, CommandError> {
    let known = agreements_of(&profile.reader, merchant).await;
    let known = known.map_err(|error| command_error::engine(&error))?;
    let failed = known.failed.as_ref().map_or_else(String::new, |(at, why)| {
        format!(
            "A later read at {} did not work: {why}",
            super::facts::second(*at)
        )
    });
    Ok(AgreementsView {
        agreements: known
            .agreements
            .iter()
            .map(|one| agreement(&known, one))
            .collect(),
        read_at: known.read.map(|(_, at)| at.to_rfc3339()),
        read_sequence: known.read.map(|(sequence, _)| small(sequence)),
        failed,
        all_accepted: known.all_accepted(),
        acceptances: known.acceptances.into_iter().map(acceptance).collect(),
    })
}

fn agreement(known: &Agreements, agreement: &Agreement) -> AgreementView {
    let further = agreement.further().map(|(name, json)| FurtherField {
        name: name.to_owned(),
        json: json.to_owned(),
    });
    AgreementView {
        title: agreement.title(),
        version: agreement.version(),
        link: agreement.url().map(link),
        text: agreement.text(),
        is_accepted: known.is_accepted(agreement),
        further: further.collect(),
        json: agreement.fields.to_json(),
    }
}

fn acceptance(acceptance: Acceptance) -> AcceptanceView {
    let shown = acceptance.shown.iter().map(|one| ShownAgreement {
        title: one.title(),
        version: one.version(),
    });
    AcceptanceView {
        shown: shown.collect(),
        past: past(acceptance.past),
    }
}

/// A link, with what is plain to see of it.
pub(super) fn link(url: String) -> LinkView {
    let parsed = Url::parse(url.trim()).ok();
    let host = parsed.as_ref().and_then(Url::host_str).map(str::to_owned);
    LinkView {
        may_open: https(&url).is_ok(),
        host,
        url,
    }
}

/// A link that may be opened: https, with a host, and without a name and password in it, which
/// make a host look like another one.
fn https(url: &str) -> Result<Url, NoHttps> {
    let parsed = Url::parse(url.trim()).map_err(|_| NoHttps)?;
    let is_plain = parsed.username().is_empty() && parsed.password().is_none();
    let is_https = parsed.scheme() == "https" && parsed.host_str().is_some();
    if is_https && is_plain {
        Ok(parsed)
    } else {
        Err(NoHttps)
    }
}

/// Opens a link in the browser.
pub async fn open_link(_app: &App, request: OpenLink) -> Result<LinkOpened, CommandError> {
    let url = read("url", https(&request.url))?;
    open::that_detached(url.as_str()).map_err(|error| command_error::not_opened(&error))?;
    Ok(LinkOpened {
        host: url.host_str().unwrap_or_default().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_with_its_host_plain_to_see_is_opened() {
        let good = link("https://Agreements.example/terms?v=2".to_owned());
        assert_eq!(good.host.as_deref(), Some("agreements.example"));
        assert!(good.may_open);
        for bad in [
            "http://agreements.example/terms",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://bank.example@evil.example/",
            "terms.pdf",
            "--help",
            "",
        ] {
            assert!(!link(bad.to_owned()).may_open, "{bad}");
        }
        // A host that only looks like another one shows what it is.
        let alike = link("https://cedаr.money/".to_owned());
        assert_eq!(alike.host.as_deref(), Some("xn--cedr-73d.money"));
    }
}
