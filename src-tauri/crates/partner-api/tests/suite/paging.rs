//! Lists read to their end, however the server counts its pages.

use crate::{
    fixture::{partner, quick},
    server::{Reply, Request, Server},
};
use partner_api::{Limits, Partner, endpoints::list::list_merchants, pages::ListEnd};

/// What a test's list was read as: the ids in order, how it ended, how many calls it took.
struct Outcome {
    ids: Vec<u64>,
    end: Option<ListEnd>,
    calls: usize,
}

async fn read_all(partner: &Partner, server: &Server, limit: u32) -> Outcome {
    let mut pages = partner.pages(list_merchants(), limit);
    let mut ids = Vec::new();
    while let Some(page) = pages.next().await {
        let Ok(page) = page else { break };
        ids.extend(page.items.iter().map(|merchant| merchant.id.number().get()));
    }
    Outcome {
        ids,
        end: pages.end(),
        calls: server.requests().len(),
    }
}

/// A page of the numbers 1 to `count`, `limit` on each, `page` counted from 0.
fn page(count: u64, page: u32, limit: u32) -> String {
    let all = (1..=count).map(|id| format!(r#"{{"id":{id},"kycStatus":"NEW"}}"#));
    let skip = usize::try_from(page * limit).unwrap();
    let items: Vec<_> = all
        .skip(skip)
        .take(usize::try_from(limit).unwrap())
        .collect();
    format!("[{}]", items.join(","))
}

fn asked(request: &Request) -> (u32, u32) {
    (
        request.query("page").unwrap(),
        request.query("limit").unwrap(),
    )
}

#[tokio::test]
async fn every_object_is_read_once_whether_pages_count_from_0_or_from_1() {
    type Scheme = fn(u64, u32, u32) -> Reply;
    let schemes: [(&str, Scheme); 4] = [
        ("from 0", |count, at, limit| {
            Reply::json(200, &page(count, at, limit))
        }),
        ("from 1, 0 is 1", |count, at, limit| {
            Reply::json(200, &page(count, at.saturating_sub(1), limit))
        }),
        ("from 1, 0 is refused", |count, at, limit| match at {
            0 => Reply::json(
                400,
                r#"{"exception":{"errorCode":"BAD_PAGE","message":"no"}}"#,
            ),
            at => Reply::json(200, &page(count, at - 1, limit)),
        }),
        ("from 1, 0 is empty", |count, at, limit| match at {
            0 => Reply::json(200, "[]"),
            at => Reply::json(200, &page(count, at - 1, limit)),
        }),
    ];
    for (name, scheme) in schemes {
        for count in [0, 1, 4, 5, 6, 10, 23] {
            let server = Server::start(move |_, request| {
                let (at, limit) = asked(request);
                scheme(count, at, limit)
            })
            .await;
            let partner = partner(&server, quick());
            let outcome = read_all(&partner, &server, 5).await;
            let wanted: Vec<_> = (1..=count).collect();
            assert_eq!(outcome.ids, wanted, "{name}, {count}");
            assert_ne!(outcome.end, Some(ListEnd::Failed), "{name}, {count}");
            assert!(outcome.calls <= 8, "{name}, {count}: {}", outcome.calls);
        }
    }
}

#[tokio::test]
async fn a_server_that_gives_the_same_page_for_ever_ends_the_list() {
    let server = Server::start(|_, request| Reply::json(200, &page(5, 0, asked(request).1))).await;
    let outcome = read_all(&partner(&server, quick()), &server, 5).await;
    assert_eq!(outcome.ids, [1, 2, 3, 4, 5]);
    assert_eq!((outcome.end, outcome.calls), (Some(ListEnd::Repeated), 3));
}

#[tokio::test]
async fn a_total_that_speaks_of_more_keeps_a_short_page_from_being_the_last() {
    let server = Server::start(|_, request| {
        let (at, _) = asked(request);
        Reply::json(200, &format!(r#"{{"items":{},"total":7}}"#, page(7, at, 3)))
    })
    .await;
    let outcome = read_all(&partner(&server, quick()), &server, 50).await;
    assert_eq!(outcome.ids, [1, 2, 3, 4, 5, 6, 7]);
    assert_eq!((outcome.end, outcome.calls), (Some(ListEnd::Short), 3));
}

#[tokio::test]
async fn a_list_ends_at_its_ceiling_and_says_so() {
    let server = Server::start(|_, request| {
        let (at, limit) = asked(request);
        Reply::json(200, &page(1_000_000, at, limit))
    })
    .await;
    let limits = Limits {
        list_objects_max: 20,
        ..quick()
    };
    let outcome = read_all(&partner(&server, limits), &server, 5).await;
    assert_eq!((outcome.ids.len(), outcome.calls), (20, 4));
    assert_eq!(outcome.end, Some(ListEnd::Ceiling));
}

#[tokio::test]
async fn an_object_that_is_not_understood_stands_beside_the_others() {
    let body = r#"{"data":[{"id":1,"kycStatus":"NEW"},{"id":2},7,{"id":3,"kycStatus":"VALID"}]}"#;
    let server = Server::always(Reply::json(200, body)).await;
    let partner = partner(&server, quick());
    let mut pages = partner.pages(list_merchants(), 50);
    let page = pages.next().await.unwrap().unwrap();
    assert_eq!(page.items.len(), 2);
    let unread: Vec<_> = page.unread.iter().map(|item| item.json.as_str()).collect();
    assert_eq!(unread, [r#"{"id":2}"#, "7"]);
    assert_eq!(page.unread[0].why.field(), Some("kycStatus"));
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn a_page_that_can_not_be_read_ends_the_list_with_its_error() {
    let server = Server::start(|_, request| match asked(request) {
        (0, limit) => Reply::json(200, &page(50, 0, limit)),
        _ => Reply::json(403, r#"{"exception":{"message":"no"}}"#),
    })
    .await;
    let outcome = read_all(&partner(&server, quick()), &server, 5).await;
    assert_eq!(outcome.ids.len(), 5);
    assert_eq!(outcome.end, Some(ListEnd::Failed));
}
